import { useCallback, useEffect, useState } from 'react';
import type { ConnectionStep } from '../../shared/sync/connection-step';
import type { SyncSetUp } from '../../shared/sync/set-up';
import type { SyncWish, WishFault } from '../../shared/sync/setting-wish';
import { failureWords } from '../live/failure-words';

type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly reasons: string[]; readonly faults: readonly WishFault[] };

export type Changing = {
  readonly asking: boolean;
  readonly reasons: readonly string[];
  readonly faults: readonly WishFault[];
  readonly said: string;
  /** Says `words` when it was done; true then. */
  run(ask: () => Promise<Outcome>, words: string): Promise<boolean>;
};

export type SetUp = {
  readonly set: SyncSetUp | null;
  readonly failed: string | null;
  readonly changing: Changing;
};

/** How the server is set up, and the one place that changes it and says why not. */
export function useSetUp(): SetUp {
  const [set, setSet] = useState<SyncSetUp | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<{ reasons: readonly string[]; faults: readonly WishFault[] }>({
    reasons: [],
    faults: [],
  });
  const [said, setSaid] = useState('');
  const read = useCallback(async () => {
    try {
      setSet(await window.bridge.ask('syncSetUp', {}));
      setFailed(null);
    } catch (failure) {
      setFailed(failureWords(failure));
    }
  }, []);
  useEffect(() => void read(), [read]);
  return {
    set,
    failed,
    changing: {
      ...{ asking, said, ...refusal },
      async run(ask, words) {
        setAsking(true);
        setSaid('');
        setRefusal({ reasons: [], faults: [] });
        try {
          const answer = await ask();
          if (answer.kind === 'refused') setRefusal(answer);
          else setSaid(words);
          await read();
          return answer.kind === 'done';
        } catch (failure) {
          setRefusal({ reasons: [failureWords(failure)], faults: [] });
          return false;
        } finally {
          setAsking(false);
        }
      },
    },
  };
}

export type Testing =
  | { readonly kind: 'none' }
  | { readonly kind: 'running' }
  | { readonly kind: 'tested'; readonly steps: readonly ConnectionStep[]; readonly wish: SyncWish }
  | { readonly kind: 'failed'; readonly words: string };

/** The test of the connection, with what it was made for. */
export function useTesting(): readonly [Testing, (wish: SyncWish, keyId: string | null) => Promise<void>] {
  const [testing, setTesting] = useState<Testing>({ kind: 'none' });
  const test = useCallback(async (wish: SyncWish, keyId: string | null) => {
    setTesting({ kind: 'running' });
    try {
      setTesting({ kind: 'tested', wish, steps: await window.bridge.ask('testSync', { wish, keyId }) });
    } catch (failure) {
      setTesting({ kind: 'failed', words: failureWords(failure) });
    }
  }, []);
  return [testing, test];
}
