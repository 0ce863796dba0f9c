import { useState } from 'react';
import { type AlarmPriority, alarmPriority } from '../../shared/alarms/alarm';
import { alarmMark } from '../../shared/alarms/condition';
import { blockedBy } from '../../shared/session/blocked';
import { goTo } from '../live/route';
import { useLive, useNow } from '../live/store';
import { useSubmission } from '../live/submit';
import { clockTime } from '../live/words';
import { RoomFrame } from '../parts/room-frame';
import { Refusals } from '../parts/sheet';
import type { Tried } from '../sound/speaker';
import { testSound } from '../sound/use-alarm-sound';
import './alarm-test.css';

type Answer = 'yes' | 'no';
type Row = {
  readonly tried: Tried | 'sounding' | null;
  readonly seen: Answer | null;
  readonly heard: Answer | null;
};
type Rows = Readonly<Record<AlarmPriority, Row>>;

const untried: Row = { tried: null, seen: null, heard: null };
const looks: Record<AlarmPriority, string> = {
  high: 'red, flashing fast · ten pulses',
  medium: 'yellow, flashing slowly · three pulses',
  low: 'cyan, steady · one pulse',
};
const triedWords: Record<Tried | 'sounding', string> = {
  sounding: 'sounding now',
  sounded: 'sound left this workstation',
  silent: 'NO SOUND left this workstation',
  'an alarm sounds': 'an alarm sounds, answer it first',
};

function TestRow({
  priority,
  row,
  onPlay,
  onAnswer,
}: {
  priority: AlarmPriority;
  row: Row;
  onPlay: () => void;
  onAnswer: (what: 'seen' | 'heard', answer: Answer) => void;
}) {
  const shown = row.tried === 'sounding' || row.tried === 'sounded';
  const question = (what: 'seen' | 'heard', answers: Record<Answer, string>, open: boolean) => (
    <div className="alarm-test-answers">
      {(['yes', 'no'] as const).map((answer) => (
        <button
          key={answer}
          type="button"
          className={open ? 'btn' : 'btn blocked'}
          aria-pressed={row[what] === answer}
          aria-disabled={!open}
          data-testid={`alarm-test-${what}-${answer}-${priority}`}
          onClick={() => open && onAnswer(what, answer)}
        >
          {answers[answer]}
        </button>
      ))}
    </div>
  );
  return (
    <div className="alarm-test-row panel" data-testid={`alarm-test-${priority}`} data-tried={row.tried ?? ''}>
      <button
        type="button"
        className="btn"
        data-testid={`alarm-test-play-${priority}`}
        disabled={row.tried === 'sounding'}
        onClick={onPlay}
      >
        Show and sound {priority}
        <small>{looks[priority]}</small>
      </button>
      <div
        className={shown ? `alarm-message ${priority}` : 'alarm-message none'}
        data-testid={`alarm-test-look-${priority}`}
      >
        {shown && <span className="mark">{alarmMark('technical', priority)}</span>}
        <span className="words">{shown ? `TEST of a ${priority} alarm` : 'not shown yet'}</span>
      </div>
      <div className="lab" data-testid={`alarm-test-tried-${priority}`}>
        {row.tried === null ? '' : triedWords[row.tried]}
      </div>
      {question('seen', { yes: 'Seen', no: 'Not seen' }, row.tried === 'sounded' || row.tried === 'silent')}
      {question('heard', { yes: 'Heard', no: 'Not heard' }, row.tried === 'sounded')}
    </div>
  );
}

/** The alarm test of the day: every priority shown and sounded, and what a person saw and heard of it (SR-119). */
export function AlarmTestScreen() {
  const state = useLive((view) => view.state);
  const now = useNow();
  const submission = useSubmission();
  const [rows, setRows] = useState<Rows>({ high: untried, medium: untried, low: untried });
  if (state === null || now === null) return null;
  const put = (priority: AlarmPriority, part: Partial<Row>) =>
    setRows((before) => ({ ...before, [priority]: { ...before[priority], ...part } }));
  const sounding = alarmPriority.options.some((one) => rows[one].tried === 'sounding');
  const play = async (priority: AlarmPriority) => {
    if (sounding) return;
    put(priority, { tried: 'sounding', seen: null, heard: null });
    const tried = await testSound(priority);
    put(priority, { tried, heard: tried === 'silent' ? 'no' : null });
  };
  const open = alarmPriority.options.filter((one) => rows[one].seen === null || rows[one].heard === null);
  const blocked =
    blockedBy(state, 'record-alarm-test', now.mono) ?? (open.length > 0 ? `open: ${open.join(', ')}` : null);
  const answered = (what: 'seen' | 'heard') =>
    alarmPriority.options.filter((one) => rows[one][what] === 'yes');
  const record = async () => {
    if (blocked !== null) return;
    const wish = { kind: 'record-alarm-test', heard: answered('heard'), seen: answered('seen') } as const;
    if (await submission.send(wish)) setRows({ high: untried, medium: untried, low: untried });
  };
  const failed = open.length === 0 && answered('seen').length + answered('heard').length < 6;
  const back = state.session?.phase === 'preparing' ? 'session' : 'home';
  return (
    <RoomFrame
      actions={
        <>
          <button type="button" className="btn" data-testid="go-home" onClick={() => goTo(back)}>
            {back === 'home' ? 'Home' : 'Back to the checks'}
          </button>
          <button
            type="button"
            className={blocked === null ? 'btn primary' : 'btn blocked'}
            data-testid="alarm-test-record"
            aria-disabled={blocked !== null}
            onClick={() => void record()}
          >
            {failed ? 'Record the failed test' : 'Record the alarm test'}
            <small>{blocked ?? (failed ? 'a start asks for one that passed' : 'all seen and heard')}</small>
          </button>
        </>
      }
    >
      <section className="alarm-test" data-testid="alarm-test" aria-label="Alarm test">
        <div className="alarm-test-head">
          <h1 className="h2">Alarm test</h1>
          <p className="lab" data-testid="alarm-test-last">
            {state.alarmTest === null
              ? 'No test that passed is on record.'
              : `Last passed: ${new Date(state.alarmTest.at).toLocaleDateString('en-GB')} ${clockTime(state.alarmTest.at)}, ${state.alarmTest.by.name}`}
          </p>
        </div>
        {alarmPriority.options.map((priority) => (
          <TestRow
            key={priority}
            priority={priority}
            row={rows[priority]}
            onPlay={() => void play(priority)}
            onAnswer={(what, answer) => put(priority, { [what]: answer })}
          />
        ))}
        <Refusals reasons={submission.reasons} />
      </section>
    </RoomFrame>
  );
}
