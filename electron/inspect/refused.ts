/** A call that can not be answered; the message is one plain reason. */
export class InspectRefused extends Error {}
