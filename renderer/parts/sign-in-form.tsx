import { useEffect, useState } from 'react';
import type { PersonAtDoor } from '../../shared/ipc/asks/people';
import { formatDuration } from '../../shared/units/format';
import { useBadgeScan } from '../live/badge-scan';
import { failureWords } from '../live/failure-words';
import { ChooseOwn } from './choose-own';
import { EmergencyForm } from './emergency-form';
import { PasswordEntry } from './password-entry';
import { PinEntry } from './pin-entry';
import { Refusals } from './sheet';

const NOT_TAKEN = 'The console did not take it. Sign in again.';

function usePeople(): readonly [readonly PersonAtDoor[] | null, () => void] {
  const [people, setPeople] = useState<readonly PersonAtDoor[] | null>(null);
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn is what makes the list old
  useEffect(() => {
    let gone = false;
    window.bridge.ask('people', {}).then(
      (found) => !gone && setPeople(found.filter((person) => person.active)),
      () => !gone && setPeople([]),
    );
    return () => {
      gone = true;
    };
  }, [turn]);
  return [people, () => setTurn((before) => before + 1)];
}

/** Sends what proves a person, and says why it was not taken. */
function useEntry(onDone: () => void, onTried: () => void) {
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState(false);
  const [oneTime, setOneTime] = useState<string | null>(null);
  const send = async (run: () => Promise<Awaited<ReturnType<typeof askIn>>>, secret: string) => {
    setAsking(true);
    setReasons([]);
    try {
      const answer = await run();
      if (answer.kind === 'done') onDone();
      else if (answer.kind === 'choose-own') setOneTime(secret);
      else {
        setReasons(answer.reasons);
        onTried();
      }
    } catch (failure) {
      setReasons([failureWords(failure) || NOT_TAKEN]);
    }
    setAsking(false);
  };
  return { reasons, asking, oneTime, send, clear: () => setReasons([]), again: () => setOneTime(null) };
}

const askIn = (personId: string, kind: 'password' | 'pin', secret: string) =>
  window.bridge.ask('signIn', { personId, with: kind, secret });

function PersonButton(props: { person: PersonAtDoor; chosen: boolean; onChoose: () => void }) {
  const { person, chosen, onChoose } = props;
  const out = person.lockedOutMs > 0 ? ` · locked out for ${formatDuration(person.lockedOutMs)}` : '';
  return (
    <button
      type="button"
      className={chosen ? 'btn selected' : 'btn'}
      data-testid={`person-${person.personId}`}
      aria-pressed={chosen}
      onClick={onChoose}
    >
      {person.name}
      <small>
        {person.role}
        {out}
      </small>
    </button>
  );
}

/** Who it is, then what proves it: the password first, PIN or badge for the rest of the day. */
export function SignInForm({ onDone }: { onDone: () => void }) {
  const [people, readAgain] = usePeople();
  const [chosen, setChosen] = useState<string | null>(null);
  const [emergency, setEmergency] = useState(false);
  const [byPassword, setByPassword] = useState(false);
  // A scan that went into a field is wiped with it.
  const [scans, setScans] = useState(0);
  const entry = useEntry(onDone, readAgain);
  const person = people?.find((one) => one.personId === chosen) ?? null;
  const scanning = !emergency && entry.oneTime === null;
  useBadgeScan(
    scanning
      ? (badge) => {
          setScans((before) => before + 1);
          void entry.send(() => window.bridge.ask('signInByBadge', { badge }), badge);
        }
      : null,
  );
  if (emergency) return <EmergencyForm onDone={onDone} onBack={() => setEmergency(false)} />;
  if (person !== null && entry.oneTime !== null) {
    return <ChooseOwn person={person} oneTime={entry.oneTime} onDone={onDone} />;
  }
  const kind = person?.needs === 'pin' && !byPassword ? 'pin' : 'password';
  const shared = person !== null && {
    person,
    reasons: entry.reasons,
    asking: entry.asking,
    onSecret: (secret: string) => void entry.send(() => askIn(person.personId, kind, secret), secret),
    onTouch: entry.clear,
  };
  return (
    <div className="sign-in">
      <div className="door-people">
        <div className="people scroll" data-testid="people">
          {people === null && <p className="lab">Reading the list of people</p>}
          {people?.length === 0 && <p className="lab">Nobody is on the list of this workstation yet.</p>}
          {people?.map((one) => (
            <PersonButton
              key={one.personId}
              person={one}
              chosen={chosen === one.personId}
              onChoose={() => {
                setChosen(one.personId);
                setByPassword(false);
                entry.clear();
              }}
            />
          ))}
        </div>
        <button
          type="button"
          className="btn outline"
          data-testid="emergency"
          onClick={() => setEmergency(true)}
        >
          Emergency access
          <small>without sign-in, gives no drug</small>
        </button>
      </div>
      {shared === false ? (
        <div className="door-form">
          <p className="lab">Touch your name, or scan your badge.</p>
          <Refusals reasons={entry.reasons} />
        </div>
      ) : kind === 'pin' ? (
        <PinEntry key={`${chosen} ${scans}`} {...shared} onPassword={() => setByPassword(true)} />
      ) : (
        <PasswordEntry key={`${chosen} ${scans}`} {...shared} />
      )}
    </div>
  );
}
