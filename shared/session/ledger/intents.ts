/** What a person wants in this chapter. */
export const ledgerIntents = [] as const;
