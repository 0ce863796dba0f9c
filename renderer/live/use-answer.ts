import { useCallback, useEffect, useRef, useState } from 'react';
import type { AskInput, AskName, AskOutput } from '../../shared/ipc/contract';
import { failureWords } from './failure-words';

export type Answered<T> =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'here'; readonly value: T; readonly askedAt: number }
  | { readonly kind: 'failed'; readonly words: string };

/**
 * Asks the main process, and again when what is asked changes. An answer that comes after a newer question is not
 * taken: a search shows what was typed last, whichever answer is slow. Null: nothing is asked yet.
 */
export function useAnswer<N extends AskName>(
  name: N,
  input: AskInput<N> | null,
): readonly [Answered<AskOutput<N>>, () => void] {
  const [answered, setAnswered] = useState<Answered<AskOutput<N>>>({ kind: 'waiting' });
  const asked = useRef(0);
  const key = input === null ? null : JSON.stringify(input);
  const ask = useCallback(() => {
    if (key === null) return;
    asked.current += 1;
    const turn = asked.current;
    const askedAt = Date.now();
    window.bridge.ask(name, JSON.parse(key) as AskInput<N>).then(
      (value) => {
        if (turn === asked.current) setAnswered({ kind: 'here', value, askedAt });
      },
      (failure: unknown) => {
        if (turn === asked.current) setAnswered({ kind: 'failed', words: failureWords(failure) });
      },
    );
  }, [name, key]);
  useEffect(ask, [ask]);
  return [answered, ask];
}
