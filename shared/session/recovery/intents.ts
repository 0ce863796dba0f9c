/** What a person wants in this chapter. */
export const recoveryIntents = [] as const;
