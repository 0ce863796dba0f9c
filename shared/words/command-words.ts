import { reasonWords } from '../limits/check';
import type { EventBody } from '../session/events';
import { withUnit } from '../units/format';
import type { EventContext } from './event-context';

type Request = EventBody<'command.requested'>;

/** The rate of a command in both units, as it was asked for; empty for a stop. */
function rateWords({ command, rateMgPerKgPerHour }: Request): string {
  if (command.kind === 'stop') return '';
  const pump = withUnit(command.rateMlPerHour, 'mL/h');
  return rateMgPerKgPerHour === null ? pump : `${withUnit(rateMgPerKgPerHour, 'mg/kg/h')} (${pump})`;
}

/** What a command was for, with its rate: `Start 0.2 mg/kg/h (6.8 mL/h)`. */
export function commandWords(request: Request): string {
  const verb = {
    start: 'Start',
    resume: 'Resume',
    'change-rate': 'Rate',
    pause: 'Pause',
    end: 'End of infusion',
    secure: 'Stop',
  }[request.purpose];
  return `${verb} ${rateWords(request)}`.trim();
}

/** The command that an id stands for; one whose request is not in this log says so. */
export function namedCommand(commandId: string, context: EventContext): string {
  const found = context.commands.get(commandId);
  return found ? commandWords(found.request) : 'A command from before this log';
}

/** `after 0.9 s`, from the request to an ending; empty when the request is not in this log. */
export function sinceRequest(commandId: string, mono: number, context: EventContext): string {
  const found = context.commands.get(commandId);
  if (!found || mono < found.mono) return '';
  return ` after ${((mono - found.mono) / 1000).toFixed(1).replace(/\.0$/, '')} s`;
}

/** The request in a sentence: who asked, what the limits said, and the reasons given. */
export function requestWords(request: Request): string {
  // Without a name it was a person who paused without signing in, unless the console secured the pump by itself.
  const nobody = request.purpose === 'secure' ? ' by the console' : ', not signed in';
  const who = request.by === null ? nobody : ` by ${request.by.name}`;
  const over = request.findings.map(({ words }) => words);
  const reasons = request.reasons.map((reason) => `reason given: ${reasonWords(reason)}`);
  const rest = [...over, ...reasons].map((words) => `; ${words}`).join('');
  return `${commandWords(request)} requested${who}${rest}`;
}
