import { useState } from 'react';
import type { PlannedSession } from '../../shared/ipc/asks/orders';
import { failureWords } from '../live/failure-words';
import { clockTime } from '../live/words';
import { Refusals } from '../parts/sheet';
import { TextField } from '../parts/text-field';

/** A physician takes back a signed order that nobody has begun to give. */
export function WithdrawOrder(props: { entry: PlannedSession; onWithdrawn: () => void }) {
  const { order, patient } = props.entry;
  // A patient may have two orders on one day.
  const named = `${patient.name}, ${clockTime(order.plannedFor)}`;
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [pin, setPin] = useState('');
  const [refused, setRefused] = useState<readonly string[]>([]);
  if (!open) {
    return (
      <button type="button" className="btn" data-testid="withdraw-open" onClick={() => setOpen(true)}>
        Withdraw the order for {named}
        <small>it is kept as it was signed, and can not be given any more</small>
      </button>
    );
  }
  const missing = reason.trim().length < 3 || pin === '';
  const withdraw = async () => {
    if (missing) return;
    try {
      const answer = await window.bridge.ask('withdrawOrder', { orderId: order.orderId, reason, pin });
      setPin('');
      setRefused(answer.kind === 'refused' ? answer.reasons : []);
      if (answer.kind === 'done') props.onWithdrawn();
    } catch (failure) {
      setRefused([failureWords(failure)]);
    }
  };
  return (
    <section className="withdraw" data-testid="withdraw-form" aria-label="Withdraw the order">
      <TextField name="Why it is withdrawn" value={reason} onChange={setReason} testid="withdraw-reason" />
      <TextField name="Your PIN" value={pin} onChange={setPin} testid="withdraw-pin" secret numeric />
      <button type="button" className="btn" data-testid="withdraw-leave" onClick={() => setOpen(false)}>
        Leave it as it is
      </button>
      <button
        type="button"
        className={missing ? 'btn blocked' : 'btn primary'}
        data-testid="withdraw"
        aria-disabled={missing}
        onClick={() => void withdraw()}
      >
        Withdraw the order
        <small>{missing ? 'a reason and your PIN are needed' : `for ${named}`}</small>
      </button>
      <Refusals reasons={refused} />
    </section>
  );
}
