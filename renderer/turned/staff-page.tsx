import { useState } from 'react';
import type { PersonAtDoor } from '../../shared/ipc/asks/people';
import type { Turned } from '../../shared/outcomes/turn';
import { mayDo } from '../../shared/record/permissions';
import { failureWords } from '../live/failure-words';
import { goTo } from '../live/route';
import { useLive } from '../live/store';
import { Keypad } from '../parts/keypad';
import { Refusals } from '../parts/sheet';

const LONGEST_PIN = 8;
const SHORTEST_PIN = 4;

/** The only way out: a member of the staff and their PIN. Other names are shown only when they are asked for. */
export function StaffPage({ turned, onBack }: { turned: Turned; onBack: () => void }) {
  const training = useLive((view) => view.facts?.trainingPins ?? null);
  const [who, setWho] = useState<{ personId: string; name: string }>(turned.by);
  const [others, setOthers] = useState<readonly PersonAtDoor[]>([]);
  const [pin, setPin] = useState('');
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState(false);
  const key = (pressed: string) =>
    setPin((before) =>
      (pressed === 'Delete' ? before.slice(0, -1) : /^\d$/.test(pressed) ? before + pressed : before).slice(
        0,
        LONGEST_PIN,
      ),
    );
  const somebodyElse = async () => {
    const people = await window.bridge.ask('people', {}).catch(() => []);
    setOthers(people.filter(({ active, role }) => active && mayDo(role, 'hand-screen')));
  };
  const take = async () => {
    if (pin.length < SHORTEST_PIN || asking) return;
    setAsking(true);
    try {
      const answer = await window.bridge.ask('takeScreenBack', { personId: who.personId, pin });
      if (answer.kind === 'refused') setReasons(answer.reasons);
      else goTo('outcomes', answer.patientId);
    } catch (failure) {
      setReasons([failureWords(failure)]);
    }
    setPin('');
    setAsking(false);
  };
  return (
    <>
      <div>
        <h1 className="asked">For the staff</h1>
        <p className="asks">Your PIN takes the screen back. The answers are kept.</p>
      </div>
      <div className="turned-staff">
        <div className="side">
          <div className="h2">{who.name}</div>
          <div className="pin-dots" role="status" aria-label={`${pin.length} digits typed`}>
            {'•'.repeat(pin.length)}
          </div>
          {training?.[who.personId] !== undefined && (
            <p className="training">
              This is a simulation. PIN of this invented person: <b>{training[who.personId]}</b>
            </p>
          )}
          <Refusals reasons={reasons} />
          <button
            type="button"
            className={pin.length < SHORTEST_PIN ? 'btn blocked' : 'btn primary'}
            data-testid="take-back"
            aria-disabled={pin.length < SHORTEST_PIN || asking}
            onClick={() => void take()}
          >
            Take the screen back
          </button>
          <div className="choice-row">
            {others.map(({ personId, name }) => (
              <button
                key={personId}
                type="button"
                className={personId === who.personId ? 'btn low selected' : 'btn low'}
                data-testid={`take-back-by-${personId}`}
                onClick={() => {
                  setWho({ personId, name });
                  setPin('');
                }}
              >
                {name}
              </button>
            ))}
            {others.length === 0 && (
              <button
                type="button"
                className="btn low outline"
                data-testid="take-back-other"
                onClick={() => void somebodyElse()}
              >
                Somebody else
              </button>
            )}
            <button type="button" className="btn low outline" data-testid="turned-questions" onClick={onBack}>
              Back to the questions
            </button>
          </div>
        </div>
        <Keypad onKey={key} withPoint={false} />
      </div>
    </>
  );
}
