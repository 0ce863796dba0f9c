import { courseFold } from '../../../shared/course/course-fold';
import type { SessionCourse } from '../../../shared/course/session-course';
import type { Numeric } from '../../../shared/readings/monitor';
import type { EventBody, LoggedEvent } from '../../../shared/session/events';
import { evolve, initialState } from '../../../shared/session/evolve';
import { mgPerMl, ml, mlPerHour } from '../../../shared/units/units';
import { clinicPolicy } from '../../clinic';
import { limits, nurse, openedAt, order, patient } from '../../renderer/review-harness/invented-order';
import { LogWriter } from '../../renderer/review-harness/log-writer';
import { snapshot } from '../../renderer/review-harness/readings';

/** From which second of the session the pump truly gives which rate, mL/h; null: it is not heard. */
export type Pumping = readonly (readonly [number, number | null])[];

export type Script = {
  readonly pump: Pumping;
  /** Seconds of the whole session. */
  readonly ends: number;
  /** What the monitor shows each second; nothing: it is silent then. */
  readonly monitor?: (second: number) => readonly Numeric[];
  readonly also?: (log: LogWriter) => void;
  readonly simulation?: boolean;
};

export const START = 60;

/** The invented order's concentration and weight: 10.2 mL/h are 0.3 mg/kg/h. */
export const RATE_02 = 6.8;
export const RATE_03 = 10.2;

export const numeric = (
  code: Numeric['code'],
  value: number | null,
  more: Partial<Numeric> = {},
): Numeric => ({
  ...{ code, value, source: 'any', unit: '/min', quality: 'valid', alarming: false, measuredAt: null },
  ...more,
});

/** The log of a short session: opened, started at the minute, ended and closed at its end. */
export function shortLog({ pump, ends, monitor, also, simulation = false }: Script): LogWriter {
  const log = new LogWriter(openedAt);
  const opened = { by: nurse, patient, order, limits, policy: clinicPolicy, follows: null, room: 'Room 2' };
  log.add(0, 'session.opened', { ...opened, simulation, timeFactor: 1 });
  const device = { driver: 'sim', manufacturer: 'Invented', software: null, simulator: true };
  log.add(0.1, 'link.up', { device: 'pump', identity: { ...device, model: 'Pump', serialNumber: 'SIM-1' } });
  log.add(0.2, 'link.up', {
    device: 'monitor',
    identity: { ...device, model: 'Monitor', serialNumber: 'SIM-2' },
  });
  const syringe = {
    ...{ drug: 'ketamine', concentrationMgPerMl: mgPerMl(2), volumeMl: ml(50), lot: null, expires: null },
  };
  log.add(1, 'syringe.loaded', { by: nurse, syringe });
  let volume = 0;
  for (let second = 1; second < ends; second += 1) {
    const rate = pump.findLast(([from]) => from <= second)?.[1] ?? 0;
    const heard = pump.findLast(([from]) => from <= second)?.[1] !== null;
    volume += rate / 3600;
    if (heard) log.add(second + 0.2, 'pump.reading', snapshot(rate, rate, volume));
    const numerics = monitor?.(second) ?? [];
    if (numerics.length > 0) log.add(second + 0.4, 'monitor.reading', { numerics: [...numerics] });
  }
  command(log, START, 'start', RATE_02);
  also?.(log);
  log.add(ends + 1, 'session.closed', {
    ...{ by: nurse, outcome: 'completed' },
    volumeMl: { low: ml(volume), high: ml(volume) },
  });
  return log;
}

let commands = 0;

/** A command that the pump confirmed at once. */
export function command(
  log: LogWriter,
  second: number,
  purpose: EventBody<'command.requested'>['purpose'],
  rate = 0,
): void {
  commands += 1;
  const commandId = `short-${commands}`;
  const rateMlPerHour = mlPerHour(rate);
  const starts = purpose === 'start' || purpose === 'resume';
  const told: EventBody<'command.requested'>['command'] = starts
    ? { kind: 'start', rateMlPerHour, vtbiMl: ml(45) }
    : purpose === 'change-rate'
      ? { kind: 'set-rate', rateMlPerHour }
      : { kind: 'stop' };
  log.add(second, 'command.requested', {
    ...{ commandId, command: told, purpose, by: nurse, signedIn: true, basisSeq: 1 },
    ...{ rateMgPerKgPerHour: null, findings: [], reasons: [] },
  });
  log.add(second + 0.05, 'command.confirmed', { commandId, evidenceSeq: 1 });
}

/** What the course shows of a log. */
export function courseOfEvents(events: Iterable<LoggedEvent>): SessionCourse | null {
  const fold = courseFold();
  let state = initialState();
  for (const event of events) {
    state = evolve(state, event);
    fold.take(event, state);
  }
  return fold.made();
}

/** In the order of time; what a correction names moves along with its number. */
export function numbered(log: LogWriter): LoggedEvent[] {
  const inTime = [...log.events].sort((a, b) => a.mono - b.mono || a.seq - b.seq);
  const seqOf = new Map(inTime.map(({ seq }, index) => [seq, index + 1]));
  return log
    .sorted()
    .map((event) =>
      event.type === 'observation.corrected'
        ? { ...event, body: { ...event.body, ofSeq: seqOf.get(event.body.ofSeq) ?? 0 } }
        : event,
    );
}

/** What the course shows of that session. */
export function courseOf(log: LogWriter): SessionCourse {
  const made = courseOfEvents(numbered(log));
  if (made === null) throw new Error('the log opened no session');
  return made;
}
