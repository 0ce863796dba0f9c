/** From the stop to the door: recovery scores, the discharge gate, the suicide-risk workflow. */
export const recoveryEvents = {} as const;
