export type Requirements = {
  requirements: Map<string, { section: string; words: string }>;
  reasons: Map<string, string>;
  twice: string[];
};
export type Proofs = Map<string, { file: string; title: string }[]>;
export function readRequirements(text: string): Requirements;
export function readTitles(code: string): { title: string; ids: string[] }[];
export function findGaps(read: Requirements, proofs: Proofs, hazards: string): string[];
export function pageOf(read: Requirements, proofs: Proofs): string;
export function readProofs(base?: string): Proofs;
