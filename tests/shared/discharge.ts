import type { Actor } from '../../shared/record/people';
import { type OverridableGate, overridableGate, stillMissing } from '../../shared/recovery/gate';
import type { Intent } from '../../shared/session/intents';
import { dischargeOf } from '../../shared/session/recovery/discharge';
import type { BedsideState } from '../../shared/session/state';

/** Who signs in tests. */
export const signer: Actor = { personId: 'p-signer', name: 'S. Signer', role: 'physician' };

/** What a physician does, with their own secret, to let a patient go to whom nothing of the gate was done. */
export function letGo(state: BedsideState): Intent[] {
  const { session } = state;
  if (session?.phase !== 'recovery') return [];
  const gates = stillMissing(dischargeOf(session, state.mono))
    .map(({ gate }) => overridableGate.safeParse(gate))
    .flatMap((parsed): OverridableGate[] => (parsed.success ? [parsed.data] : []));
  const signed = session.recovery.signature !== null && gates.length === 0;
  const override: Intent[] =
    gates.length > 0 ? [{ kind: 'override-gates', gates, reason: 'goes back to the ward' }] : [];
  return signed ? [] : [...override, { kind: 'sign-discharge' }];
}
