import { type Chapter, silent } from '../chapter';

export const ledger: Chapter = { ...silent };
