import { exportTitles } from '../record/export-format';
import type { EventBody, LoggedEvent } from '../session/events';
import { formatDuration, formatIn, withUnit } from '../units/format';
import { clockTime, counted } from './phrases';

export type AccessEvent = Extract<
  LoggedEvent,
  {
    type:
      | 'operator.signed-in'
      | 'operator.signed-out'
      | 'operator.refused'
      | 'operator.handed-over'
      | 'operator.broke-glass'
      | 'glass.seen'
      | 'person.changed'
      | 'record.viewed'
      | 'record.exported';
  }
>;

function refusedWords(body: EventBody<'operator.refused'>): string {
  const { name, failures, lockedOutMs, why } = body;
  const what = { password: 'password', pin: 'PIN', badge: 'badge' }[body.with];
  if (name === null) return 'A badge that belongs to nobody here was refused';
  const out = lockedOutMs === null ? '' : `, locked out for ${formatDuration(lockedOutMs)}`;
  return why === 'wrong'
    ? `Wrong ${what} for ${name}, ${counted(failures, 'time', 'times')} in a row${out}`
    : `${name} tried to sign in while locked out${lockedOutMs === null ? '' : `, ${formatDuration(lockedOutMs)} left`}`;
}

function handedOverWords({ from, to, seen }: EventBody<'operator.handed-over'>): string {
  const { phase, rateMlPerHour, givenMg, lastObservationAt, openAlarms } = seen;
  const rate = rateMlPerHour === null ? '' : ` at ${withUnit(rateMlPerHour, 'mL/h')}`;
  const [low, high] = [formatIn(givenMg.low, 'mg'), formatIn(givenMg.high, 'mg')];
  const given = low === high ? `${low} mg` : `${low} to ${high} mg`;
  const looked =
    lastObservationAt === null ? 'no observation yet' : `observed ${clockTime(lastObservationAt)}`;
  const alarms = openAlarms.length === 0 ? 'no alarm' : openAlarms.join(', ');
  return `${to.name} took over from ${from.name}: ${phase}${rate}, ${given} given, ${looked}, ${alarms}`;
}

function changedWords({ by, person, what }: EventBody<'person.changed'>): string {
  const who = by === null ? 'at the first start' : `by ${by.name}`;
  switch (what) {
    case 'added':
      return `${person.name} added as ${person.role} ${who}`;
    case 'role':
      return `${person.name} is ${person.role} now, changed ${who}`;
    case 'deactivated':
      return `${person.name} may no longer sign in, changed ${who}`;
    case 'activated':
      return `${person.name} may sign in again, changed ${who}`;
    case 'reset':
      return `${person.name} was given a one-time password ${who}`;
    case 'unlocked':
      return `The lock-out of ${person.name} was ended ${who}`;
    case 'password':
    case 'pin':
    case 'badge': {
      const name = { password: 'password', pin: 'PIN', badge: 'badge' }[what];
      return `${person.name} chose a new ${name}`;
    }
    case 'badge-removed':
      return `The badge of ${person.name} was taken off ${who}`;
  }
}

/** One entry about people and their coming in, as one short sentence without its time. */
export function accessWords(event: AccessEvent): string {
  switch (event.type) {
    case 'operator.signed-in':
      return `${event.body.by.name} signed in`;
    case 'operator.signed-out': {
      const why = { asked: '', idle: ', idle', 'run-ended': ', the console ended' };
      return `${event.body.by.name} signed out${why[event.body.why]}`;
    }
    case 'operator.refused':
      return refusedWords(event.body);
    case 'operator.handed-over':
      return handedOverWords(event.body);
    case 'operator.broke-glass':
      return `Emergency access by ${event.body.by.name}: ${event.body.reason}`;
    case 'glass.seen':
      return `Emergency access (entry ${event.body.glassSeq}) read by ${event.body.by.name}`;
    case 'person.changed':
      return changedWords(event.body);
    case 'record.viewed':
      return event.body.course === true
        ? `${event.body.by.name} looked at the course of treatment up to the record ${event.body.sessionId}`
        : `${event.body.by.name} looked at the record ${event.body.sessionId}`;
    case 'record.exported': {
      const { by, sessionId, as } = event.body;
      return `${by.name} took the record ${sessionId} out: ${exportTitles[as]}`;
    }
  }
}
