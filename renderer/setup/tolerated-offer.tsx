import { useEffect, useState } from 'react';
import type { Tolerated } from '../../shared/course/tolerated';
import { mayDo } from '../../shared/record/permissions';
import { withUnit } from '../../shared/units/format';
import { failureWords } from '../live/failure-words';
import { useLive } from '../live/store';
import { dayWords } from '../live/words';

type Said = Tolerated | { readonly kind: 'failed'; readonly words: string };

/** What was tolerated before, asked for once for each patient and drug; null: the answer is on its way. */
function useTolerated(patientId: string, drug: string): Said | null {
  const [said, setSaid] = useState<Said | null>(null);
  useEffect(() => {
    let gone = false;
    setSaid(null);
    window.bridge.ask('toleratedRate', { patientId, drug }).then(
      (answer) => gone || setSaid(answer),
      (failure: unknown) => gone || setSaid({ kind: 'failed', words: failureWords(failure) }),
    );
    return () => {
      gone = true;
    };
  }, [patientId, drug]);
  return said;
}

function Words({ said }: { said: Said | null }) {
  if (said === null) return <p className="lab">Reading the earlier sessions.</p>;
  switch (said.kind) {
    case 'failed':
      return <p className="lab">The earlier sessions can not be read: {said.words}</p>;
    case 'none-before':
      return <p className="lab">No earlier session with this drug in this record.</p>;
    case 'cannot-tell':
      return (
        <p>
          <b>It can not be told from the latest sessions.</b>
        </p>
      );
    case 'offered': {
      const { mgPerKgPerHour, dosingWeightKg, sessionNumber, startedAt } = said;
      return (
        <p>
          <b data-testid="tolerated-rate">{withUnit(mgPerKgPerHour, 'mg/kg/h')}</b>{' '}
          <span>
            in session {sessionNumber}, {dayWords(startedAt)};{' '}
            {withUnit(mgPerKgPerHour * dosingWeightKg, 'mg/h')} on its dosing weight of{' '}
            {withUnit(dosingWeightKg, 'kg')}
          </span>
        </p>
      );
    }
  }
}

/** The top rate that earlier sessions tolerated, beside the rates of this order. It fills nothing in. */
function Offer({ patientId, drug }: { patientId: string; drug: string }) {
  const said = useTolerated(patientId, drug);
  const reasons = said?.kind === 'offered' || said?.kind === 'cannot-tell' ? said.reasons : [];
  return (
    <section className="tolerated" data-testid="tolerated-offer" data-kind={said?.kind ?? 'waiting'}>
      <h3>Highest rate tolerated before</h3>
      <Words said={said} />
      {reasons.length > 0 && (
        <details data-testid="tolerated-reasons">
          <summary>{said?.kind === 'offered' ? 'Why, and why no higher one' : 'Why not'}</summary>
          <ul>
            {reasons.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
          {said?.kind === 'offered' && (
            <p className="lab">
              Nothing is filled in from it: type it where you want it; every limit judges it.
            </p>
          )}
        </details>
      )}
    </section>
  );
}

/** For who may write an order; to others it is nothing that they act on. */
export function ToleratedOffer(props: { patientId: string; drug: string | null }) {
  const { patientId, drug } = props;
  const operator = useLive((view) => view.state?.operator ?? null);
  if (drug === null || operator === null || !mayDo(operator.role, 'order')) return null;
  return <Offer patientId={patientId} drug={drug} />;
}
