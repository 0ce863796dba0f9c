/** What is brought to an end when the system wants the program gone. */
export type Ending = {
  readonly controller: { countWires(): void };
  readonly sync: { stop(): void };
  readonly store: { close(): void };
  readonly exit: () => void;
};

/**
 * What waits is written; control of an infusing pump is not given back, its watchdog watches. The process that sends is
 * told first: its end is then no fault, and it is not started again.
 */
export function endAtOnce({ controller, sync, store, exit }: Ending): void {
  controller.countWires();
  sync.stop();
  store.close();
  exit();
}
