export type WindowSound = {
  /** What the bedside window found as it tried its sound path. */
  say(working: boolean, reason: string): void;
  /** A window begins: nothing is known of its sound. */
  forget(): void;
  works(): boolean;
  /** Null: the window has not said. */
  said(): { readonly working: boolean; readonly reason: string } | null;
};

/** What the bedside window said last of its sound path. Nothing known is not working. */
export function windowSound(): WindowSound {
  let said: ReturnType<WindowSound['said']> = null;
  return {
    say(working, reason) {
      said = { working, reason };
    },
    forget() {
      said = null;
    },
    works: () => said?.working ?? false,
    said: () => said,
  };
}
