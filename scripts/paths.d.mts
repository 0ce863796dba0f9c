export const root: string;
export const userCache: string;
export const isRoot: boolean;
