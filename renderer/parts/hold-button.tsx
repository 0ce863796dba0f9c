import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { cancelWords, HOLD_MS, type Hold, type HoldInput, held, holdShare, idle } from './hold-timer';

export type HoldButtonProps = {
  /** The whole sentence, with its value. */
  readonly words: string;
  readonly below: string;
  /** What the hold confirms, where the sentence also tells a number that counts on by itself; else the sentence. */
  readonly confirms?: string;
  readonly testid: string;
  readonly lengthMs?: number;
  /** Why it can not be held now; shown in its place. */
  readonly blocked?: string | null;
  readonly onHeld: () => void;
};

/** Anything that can increase delivery: held with a finger, a mouse or Enter until the bar along its foot is full. */
export function HoldButton({
  words,
  below,
  confirms = `${words}\n${below}`,
  testid,
  lengthMs = HOLD_MS,
  blocked = null,
  onHeld,
}: HoldButtonProps) {
  const [hold, setHold] = useState<Hold>(idle);
  const current = useRef<Hold>(idle);
  const fill = useRef<HTMLElement>(null);
  const latest = useRef({ onHeld, lengthMs });
  latest.current = { onHeld, lengthMs };

  const feed = (input: HoldInput) => {
    const next = held(current.current, input, latest.current.lengthMs);
    if (next === current.current) return;
    const finished = next.kind === 'done' && current.current.kind === 'holding';
    current.current = next;
    setHold(next);
    if (finished) latest.current.onHeld();
  };
  const feedRef = useRef(feed);
  feedRef.current = feed;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another meaning or a block ends the hold under the finger
  useEffect(() => feedRef.current({ kind: 'changed' }), [confirms, blocked]);
  useEffect(() => {
    if (fill.current && hold.kind === 'idle') fill.current.style.width = '0';
    if (hold.kind !== 'holding') return;
    let frame = 0;
    const step = () => {
      const now = performance.now();
      if (fill.current)
        fill.current.style.width = `${holdShare(current.current, now, latest.current.lengthMs) * 100}%`;
      feedRef.current({ kind: 'tick', atMs: now });
      if (current.current.kind === 'holding') frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [hold]);

  const press = (repeat: boolean) => {
    if (blocked === null) feed({ kind: 'press', atMs: performance.now(), repeat });
  };
  const inside = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const { clientX: x, clientY: y } = event;
    return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    press(event.repeat);
  };
  return (
    <button
      type="button"
      className={blocked === null ? 'btn primary hold' : 'btn blocked hold'}
      data-testid={testid}
      aria-disabled={blocked !== null}
      onPointerDown={(event) => event.button === 0 && press(false)}
      onPointerMove={(event) => !inside(event) && feed({ kind: 'slide-off' })}
      onPointerLeave={() => feed({ kind: 'slide-off' })}
      onPointerUp={() => feed({ kind: 'release' })}
      onPointerCancel={() => feed({ kind: 'slide-off' })}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={key}
      onKeyUp={(event) => event.key === 'Enter' && feed({ kind: 'release' })}
      onBlur={() => feed({ kind: 'slide-off' })}
    >
      <span>{words}</span>
      <small className={cancelWords(hold) ? 'cancelled' : ''}>{blocked ?? cancelWords(hold) ?? below}</small>
      {blocked === null && (
        <span className="hold-track">
          <i ref={fill} />
        </span>
      )}
    </button>
  );
}
