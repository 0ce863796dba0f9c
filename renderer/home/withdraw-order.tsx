import { useState } from 'react';
import type { PlannedSession } from '../../shared/ipc/asks/orders';
import { clockTime } from '../live/words';
import { ReasonedAct } from './reasoned-act';

/** A physician takes back a signed order that nobody has begun to give. */
export function WithdrawOrder(props: { entry: PlannedSession; onWithdrawn: () => void }) {
  const { order, patient } = props.entry;
  // A patient may have two orders on one day.
  const named = `${patient.name}, ${clockTime(order.plannedFor)}`;
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <button type="button" className="btn" data-testid="withdraw-open" onClick={() => setOpen(true)}>
        Withdraw the order for {named}
        <small>it is kept as it was signed, and can not be given any more</small>
      </button>
    );
  }
  return (
    <ReasonedAct
      testid="withdraw"
      words="Withdraw the order"
      hint={`for ${named}`}
      reasonName="Why it is withdrawn"
      leaveWords="Leave it as it is"
      run={(reason, pin) => window.bridge.ask('withdrawOrder', { orderId: order.orderId, reason, pin })}
      onDone={props.onWithdrawn}
      onLeave={() => setOpen(false)}
    />
  );
}
