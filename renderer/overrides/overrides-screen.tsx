import { useCallback, useEffect, useState } from 'react';
import {
  type OverrideLine,
  overrideOutcomes,
  passedPercent,
  personWords,
  ruleWords,
  sumOf,
} from '../../shared/limits/overrides';
import { formatNumber } from '../../shared/units/format';
import { goTo } from '../live/route';
import { RoomFrame } from '../parts/room-frame';
import { Refusals } from '../parts/sheet';
import './overrides.css';

const spans = [
  { days: 30, name: '30', words: '30 days' },
  { days: 365, name: '365', words: '365 days' },
  { days: null, name: 'all', words: 'All' },
] as const;
type Days = (typeof spans)[number]['days'];

const failed = (failure: unknown): string[] => [
  failure instanceof Error ? failure.message : 'The counts can not be read.',
];

function useLines(days: Days) {
  const [lines, setLines] = useState<readonly OverrideLine[] | null>(null);
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const read = useCallback(async () => {
    setLines(null);
    setReasons([]);
    try {
      setLines(await window.bridge.ask('overrides', { days }));
    } catch (failure) {
      setReasons(failed(failure));
    }
  }, [days]);
  useEffect(() => void read(), [read]);
  return { lines, reasons, setReasons };
}

/** Lines that belong together, under one name, with their sum. */
function grouped(lines: readonly OverrideLine[], nameOf: (line: OverrideLine) => string) {
  const names = [...new Set(lines.map(nameOf))];
  return names.map((name) => {
    const own = lines.filter((line) => nameOf(line) === name);
    return { name, own, count: sumOf(own) };
  });
}

function Cells({ lines }: { lines: readonly OverrideLine[] }) {
  const count = sumOf(lines);
  const passed = passedPercent(count);
  return (
    <>
      {overrideOutcomes.map((outcome) => (
        <td key={outcome} className="overrides-number" data-testid={`count-${outcome}`}>
          {count[outcome]}
        </td>
      ))}
      <td className="overrides-number">{passed === null ? '- -' : `${formatNumber(passed, 0)} %`}</td>
    </>
  );
}

function Head({ first }: { first: string }) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        <th scope="col">Passed</th>
        <th scope="col">Cancelled</th>
        <th scope="col">Changed</th>
        <th scope="col">Refused</th>
        <th scope="col">Passed, %</th>
      </tr>
    </thead>
  );
}

function Tables({ lines }: { lines: readonly OverrideLine[] }) {
  const reasonsOf = (own: readonly OverrideLine[]) =>
    own.flatMap(({ person, reasons }) =>
      reasons.map(({ words, count }) => ({ key: `${personWords(person)} ${words}`, person, words, count })),
    );
  return (
    <div className="overrides-tables">
      <section className="panel overrides-panel" aria-label="By limit">
        <table className="overrides-table" data-testid="overrides-by-limit">
          <Head first="Limit" />
          <tbody>
            {grouped(lines, ({ rule }) => rule).map(({ name, own }) => (
              <tr key={name} data-testid={`overrides-limit-${name}`}>
                <th scope="row">{own[0] === undefined ? name : ruleWords[own[0].rule]}</th>
                <Cells lines={own} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr data-testid="overrides-sum">
              <th scope="row">All limits</th>
              <Cells lines={lines} />
            </tr>
          </tfoot>
        </table>
      </section>
      <section className="panel overrides-panel" aria-label="By person">
        <table className="overrides-table" data-testid="overrides-by-person">
          <Head first="Person" />
          <tbody>
            {grouped(lines, ({ person }) => personWords(person)).map(({ name, own }) => (
              <tr key={name} data-testid={`overrides-person-${own[0]?.person?.personId ?? 'none'}`}>
                <th scope="row">{name}</th>
                <Cells lines={own} />
              </tr>
            ))}
          </tbody>
        </table>
        <h2 className="h2">Reasons for passing</h2>
        <ul className="overrides-reasons" data-testid="overrides-reasons">
          {grouped(lines, ({ rule }) => ruleWords[rule]).flatMap(({ name, own }) =>
            reasonsOf(own).map(({ key, person, words, count }) => (
              <li key={`${name} ${key}`}>
                <b>{count} x</b> {words} <span className="lab">{`${name}, ${personWords(person)}`}</span>
              </li>
            )),
          )}
        </ul>
      </section>
    </div>
  );
}

/** How often each limit spoke and what people then did (SR-032): a limit that all pass warns nobody. */
export function OverridesScreen() {
  const [days, setDays] = useState<Days>(30);
  const [said, setSaid] = useState('');
  const { lines, reasons, setReasons } = useLines(days);
  const save = async () => {
    try {
      const answer = await window.bridge.ask('exportOverrides', { days });
      setSaid(answer.kind === 'done' ? `Saved ${answer.file}` : '');
      setReasons(answer.kind === 'refused' ? answer.reasons : []);
    } catch (failure) {
      setReasons(failed(failure));
    }
  };
  return (
    <RoomFrame
      actions={
        <>
          <button type="button" className="btn" data-testid="go-library" onClick={() => goTo('library')}>
            Drug library
          </button>
          <button type="button" className="btn" data-testid="go-home" onClick={() => goTo('home')}>
            Worklist
          </button>
        </>
      }
    >
      <div className="overrides" data-testid="overrides-screen">
        <header className="overrides-head">
          <h1 className="h2 grow">Limits passed and refused</h1>
          {spans.map((span) => (
            <button
              key={span.name}
              type="button"
              className={days === span.days ? 'btn low selected' : 'btn low'}
              aria-pressed={days === span.days}
              data-testid={`overrides-days-${span.name}`}
              onClick={() => {
                setDays(span.days);
                setSaid('');
              }}
            >
              {span.words}
            </button>
          ))}
          <button
            type="button"
            className="btn low"
            data-testid="overrides-csv"
            disabled={lines === null}
            onClick={() => void save()}
          >
            Save as CSV
          </button>
        </header>
        <p className="lab" data-testid="overrides-said">
          {said === ''
            ? 'Soft limits are passed with a reason, left by cancelling, or met by another number. Hard limits refuse.'
            : said}
        </p>
        <Refusals reasons={reasons} />
        {lines === null && reasons.length === 0 && <p className="lab">Counting.</p>}
        {lines !== null && lines.length === 0 && (
          <p data-testid="overrides-none">No limit spoke in this time.</p>
        )}
        {lines !== null && lines.length > 0 && <Tables lines={lines} />}
      </div>
    </RoomFrame>
  );
}
