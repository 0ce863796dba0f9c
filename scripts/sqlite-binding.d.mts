export function builtBinding(): string | null;
