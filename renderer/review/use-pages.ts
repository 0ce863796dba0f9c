import { useCallback, useEffect, useRef, useState } from 'react';
import type { PlacesCursor } from '../../shared/finding/places';
import { failureWords } from '../live/failure-words';

/** As many lines as the list shows at once, so that opening it costs the same whatever stands behind it. */
export const FIRST_PAGE = 12;
const NEXT_PAGE = 50;

export type Page<T> = {
  readonly lines: readonly T[];
  /** Where the next page begins; null: there is none. */
  readonly after: PlacesCursor | null;
  /** How many there are in all; null: nobody counted. */
  readonly total: number | null;
};

export type Pages<T> = Page<T> & {
  readonly standing: 'waiting' | 'here' | 'failed';
  readonly failure: string;
  more(): void;
  readAgain(): void;
};

type Read<T> = (after: PlacesCursor | null, limit: number) => Promise<Page<T>>;

/**
 * A list that is read page by page. `key` says what is asked: when it changes the list begins anew, and an answer to
 * an older question is not taken. What stands in the list stays until the new first page is there.
 */
export function usePages<T>(key: string, read: Read<T>): Pages<T> {
  const [page, setPage] = useState<Page<T>>({ lines: [], after: null, total: null });
  const [standing, setStanding] = useState<Pages<T>['standing']>('waiting');
  const [failure, setFailure] = useState('');
  const turn = useRef(0);
  const reading = useRef(false);
  const latest = useRef(read);
  latest.current = read;

  const ask = useCallback((after: PlacesCursor | null, before: readonly T[], total: number | null) => {
    turn.current += 1;
    const mine = turn.current;
    reading.current = true;
    latest.current(after, after === null ? FIRST_PAGE : NEXT_PAGE).then(
      (found) => {
        if (mine !== turn.current) return;
        reading.current = false;
        setPage({
          ...found,
          lines: [...before, ...found.lines],
          total: after === null ? found.total : total,
        });
        setStanding('here');
      },
      (reason: unknown) => {
        if (mine !== turn.current) return;
        reading.current = false;
        setFailure(failureWords(reason));
        setStanding('failed');
      },
    );
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is another key, though nothing here reads it.
  useEffect(() => ask(null, [], null), [ask, key]);

  const more = useCallback(() => {
    if (page.after !== null && !reading.current) ask(page.after, page.lines, page.total);
  }, [ask, page]);
  const readAgain = useCallback(() => ask(null, [], null), [ask]);
  return { ...page, standing, failure, more, readAgain };
}
