/** What tells of the network: asked now and then, and told by the system when it wakes. */
export type NetworkSigns = {
  /** False: no way out of this machine, surely. True: there may be one. */
  readonly isOnline: () => boolean;
  readonly onResume: (run: () => void) => void;
  readonly every: (ms: number, run: () => void) => void;
};

const LOOK_EVERY_MS = 2_000;

/** Says when the network is there again after it was gone, and when the machine wakes: what was up before is not known. */
export function watchNetwork({ isOnline, onResume, every }: NetworkSigns, back: () => void): void {
  let wasOnline = isOnline();
  every(LOOK_EVERY_MS, () => {
    const online = isOnline();
    if (online && !wasOnline) back();
    wasOnline = online;
  });
  onResume(back);
}
