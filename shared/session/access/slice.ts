import type { Actor } from '../../record/people';

/** Whose session it is. Someone else may sign in and act; the session is handed over only when they say so. */
export type AccessSlice = { readonly responsible: Actor };

export const openedAccess = (by: Actor): AccessSlice => ({ responsible: by });
