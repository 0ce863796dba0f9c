import { useState } from 'react';
import type { Answer, Intent } from '../../shared/session/intents';
import { liveStore } from './store';

/** A second person beside the operator, with the secret that proves them. */
export type Witness = { readonly personId: string; readonly pin: string };

/** Sends what a person wants, with the state that they were looking at. Nothing on the screen changes by this call. */
export async function submit(intent: Intent, witness?: Witness): Promise<Answer> {
  const basisSeq = liveStore.getState().state?.seq ?? 0;
  try {
    return await window.bridge.ask('submit', {
      intent,
      intentId: crypto.randomUUID(),
      basisSeq,
      ...(witness === undefined ? {} : { witness }),
    });
  } catch (failure) {
    const detail = failure instanceof Error ? failure.message : String(failure);
    return { kind: 'refused', reasons: [`The console did not take it: ${detail}`] };
  }
}

/** The stop's own path: no answer is waited for, nothing can refuse it. */
export function tellPause(): void {
  const basisSeq = liveStore.getState().state?.seq ?? 0;
  window.bridge.tell('pause', { intentId: crypto.randomUUID(), basisSeq });
}

export type Submission = {
  readonly pending: boolean;
  readonly reasons: readonly string[];
  /** True when it was accepted. */
  send(intent: Intent, witness?: Witness): Promise<boolean>;
  clear(): void;
};

/** One place on the screen that sends intents and shows why the last one was refused. */
export function useSubmission(): Submission {
  const [pending, setPending] = useState(false);
  const [reasons, setReasons] = useState<readonly string[]>([]);
  return {
    pending,
    reasons,
    clear: () => setReasons([]),
    async send(intent, witness) {
      setPending(true);
      const answer = await submit(intent, witness);
      setPending(false);
      setReasons(answer.kind === 'refused' ? answer.reasons : []);
      return answer.kind === 'accepted';
    },
  };
}
