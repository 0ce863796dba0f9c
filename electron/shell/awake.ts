/** Electron's own blocker, as far as it is used here. */
export type Blocker = {
  start(type: 'prevent-display-sleep'): number;
  stop(id: number): void;
  isStarted(id: number): boolean;
};

export type Awake = {
  /** Looks whether the blocker has to be on, and gives why it is not although it has to be; null: all is well. */
  keep(needed: boolean): string | null;
  /** It was asked for and is on. */
  on(): boolean;
};

/** Keeps display and machine from falling asleep over a session (SR-200). One that went off is started again. */
export function keepAwake(blocker: Blocker): Awake {
  let id: number | null = null;
  return {
    keep(needed) {
      try {
        if (!needed) {
          if (id !== null) blocker.stop(id);
          id = null;
          return null;
        }
        if (id === null || !blocker.isStarted(id)) id = blocker.start('prevent-display-sleep');
        return blocker.isStarted(id) ? null : 'The system does not let itself be kept awake.';
      } catch (error) {
        id = null;
        return needed ? `The system does not let itself be kept awake (${String(error)}).` : null;
      }
    },
    on: () => id !== null,
  };
}
