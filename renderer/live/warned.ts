import { useEffect, useRef } from 'react';
import type { WarnedPlace } from '../../shared/limits/overrides';
import type { Finding } from '../../shared/limits/profile';
import { leftAs, nothingShown, showing } from '../../shared/limits/warned';

/**
 * Follows what an entry shows of its limits and, when it is left, tells what became of the warnings: a limit that made a
 * person turn back says as much about the library as one that was passed. The answer is called when the entry was sent.
 */
export function useWarned(
  place: Exclude<WarnedPlace, 'start'>,
  text: string,
  shown: readonly Finding[],
): () => void {
  const warned = useRef(nothingShown);
  const sent = useRef(false);
  // What was sent stays what was sent, whatever the limits say of it a moment later.
  if (!sent.current) warned.current = showing(warned.current, text, shown);
  useEffect(
    () => () => {
      const left = leftAs(warned.current, sent.current);
      if (left !== null)
        window.bridge.tell('warned', { place, outcome: left.outcome, findings: [...left.findings] });
    },
    [place],
  );
  return () => {
    sent.current = true;
  };
}
