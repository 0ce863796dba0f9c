import { type Chapter, silent } from '../chapter';

export const recovery: Chapter = { ...silent };
