import type { Finding } from './profile';

/** How a person left a warning that they did not send past. */
export type Left = {
  readonly outcome: 'cancelled' | 'changed';
  readonly findings: readonly Finding[];
};

/** What one entry has shown so far: what stands there now, and what was taken back after it had been seen. */
export type Warned = {
  readonly text: string;
  readonly shown: readonly Finding[];
  readonly takenBack: readonly Finding[];
  /** The last touch added to the text. Only such a text was meant; what is passed on the way back was not. */
  readonly meant: boolean;
};

export const nothingShown: Warned = { text: '', shown: [], takenBack: [], meant: false };

const same = (one: Finding, other: Finding): boolean =>
  one.rule === other.rule && one.severity === other.severity;

/** Each rule once for each severity, the first that was seen. */
function joined(before: readonly Finding[], more: readonly Finding[]): readonly Finding[] {
  const fresh = more.filter((finding) => !before.some((known) => same(known, finding)));
  return fresh.length === 0 ? before : [...before, ...fresh];
}

/** The entry reads `text` now, and these findings stand beside it. */
export function showing(before: Warned, text: string, shown: readonly Finding[]): Warned {
  if (text === before.text) return { ...before, shown };
  const grows = text.startsWith(before.text);
  const turns = !grows && before.meant;
  return {
    text,
    shown,
    takenBack: turns ? joined(before.takenBack, before.shown) : before.takenBack,
    // Typed over whole, as by paste, is meant; a shorter piece of what stood there is on its way back.
    meant: grows || !before.text.startsWith(text),
  };
}

/**
 * What became of the warnings when the entry was left (SR-032). Sent: those that the sent number no longer has were
 * changed. Not sent: all of them were cancelled. Null: there was none.
 */
export function leftAs(warned: Warned, sent: boolean): Left | null {
  const findings = sent
    ? warned.takenBack.filter((finding) => !warned.shown.some((kept) => same(kept, finding)))
    : warned.meant
      ? joined(warned.takenBack, warned.shown)
      : warned.takenBack;
  return findings.length === 0 ? null : { outcome: sent ? 'changed' : 'cancelled', findings };
}
