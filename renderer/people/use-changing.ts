import { useState } from 'react';
import { failureWords } from '../live/failure-words';

type Outcome =
  | { readonly kind: 'done'; readonly oneTime?: string | null }
  | { readonly kind: 'refused'; readonly reasons: string[] };

export type Changing = {
  readonly reasons: readonly string[];
  readonly asking: boolean;
  /** A password to hand over, until the next change. */
  readonly oneTime: string | null;
  /** True when it was done. */
  run(ask: () => Promise<Outcome>): Promise<boolean>;
};

/** One place that changes a person, says why not, and shows a one-time password once. */
export function useChanging(): Changing {
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const [oneTime, setOneTime] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  return {
    reasons,
    oneTime,
    asking,
    async run(ask) {
      setAsking(true);
      setReasons([]);
      setOneTime(null);
      try {
        const answer = await ask();
        if (answer.kind === 'refused') setReasons(answer.reasons);
        else setOneTime(answer.oneTime ?? null);
        return answer.kind === 'done';
      } catch (failure) {
        setReasons([failureWords(failure)]);
        return false;
      } finally {
        setAsking(false);
      }
    },
  };
}
