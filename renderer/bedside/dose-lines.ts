import type { PumpCommand } from '../../shared/commands/pump-command';
import type { CommandPurpose } from '../../shared/session/events';
import { pumpAge } from '../../shared/session/freshness';
import type { BedsideState, Session } from '../../shared/session/state';
import { deliveryView } from '../../shared/session/view';
import type { MonoMs } from '../../shared/time/clock';
import { withUnit } from '../../shared/units/format';
import { ageWords, clockSeconds, clockTime } from '../live/words';
import { agrees, inOrderedUnit } from './dose-view';

export type DoseLine = {
  readonly key: 'requested' | 'pump-says' | 'answer' | 'confirmed';
  readonly name: string;
  readonly words: string;
  /** Said with a tick and the word. */
  readonly same: boolean | null;
  readonly time: string;
};

function asked(command: PumpCommand, purpose: CommandPurpose | undefined): string {
  if (command.kind !== 'stop') return withUnit(command.rateMlPerHour, 'mL/h');
  return purpose === 'end' ? 'end' : purpose === 'secure' ? 'interlock stop' : 'pause';
}

function pumpWords(state: BedsideState): { words: string; rate: number | null } {
  const reading = state.pump.reading?.value;
  if (reading === undefined) return { words: 'nothing yet', rate: null };
  switch (reading.runState) {
    case 'infusing':
    case 'bolus':
    case 'purging': {
      const rate = reading.rateMlPerHour;
      const shown = rate === null ? 'no rate shown' : withUnit(rate, 'mL/h');
      const flow = reading.runState === 'infusing' ? '' : `${reading.runState}, `;
      const motion = reading.motion === 'stalled' ? ', no flow' : '';
      return { words: `${flow}${shown}${motion}`, rate };
    }
    case 'paused':
    case 'stopped':
    case 'standby':
      return { words: 'stopped', rate: 0 };
    case 'alarm': {
      // An alarm does not say whether drug flows: a pump on battery alarms and goes on.
      const rate = reading.rateMlPerHour;
      if (reading.motion === 'still') return { words: 'stopped, alarm', rate: 0 };
      if (reading.motion === 'proven' && rate !== null) {
        return { words: `${withUnit(rate, 'mL/h')}, alarm`, rate };
      }
      return { words: 'alarm', rate: null };
    }
    case 'unknown':
      return { words: `"${reading.mode}"`, rate: null };
  }
}

function requestedLine(session: Session): DoseLine {
  const open = session.openCommand;
  const last = session.lastCommand;
  const command = open?.command ?? last?.command ?? null;
  const at = open?.requestedAt ?? last?.requestedAt ?? null;
  return {
    key: 'requested',
    name: 'Requested',
    words: command === null ? 'nothing from here' : asked(command, open?.purpose ?? last?.purpose),
    same: null,
    time: at === null ? '' : `at ${command?.kind === 'stop' || open ? clockSeconds(at) : clockTime(at)}`,
  };
}

function pumpLine(state: BedsideState, session: Session, mono: MonoMs): DoseLine {
  const shown = pumpWords(state);
  const age = pumpAge(state, mono);
  const command = session.openCommand?.command ?? session.lastCommand?.command ?? null;
  const wanted = command === null ? null : command.kind === 'stop' ? 0 : command.rateMlPerHour;
  const taken = session.openCommand !== null || session.lastCommand?.took === true;
  const same = wanted === null || !taken || age.freshness === 'absent' ? null : agrees(wanted, shown.rate);
  return {
    key: 'pump-says',
    name: 'Pump says',
    words: shown.words,
    same: session.openCommand === null || same === true ? same : null,
    time: age.ms === null ? '' : `${ageWords(age.ms)} ago`,
  };
}

/** Requested against reported, on adjacent lines, in the unit the pump uses, with times. */
export function doseLines(state: BedsideState, session: Session, mono: MonoMs): DoseLine[] {
  if (deliveryView(state, mono).kind !== 'unknown') {
    return [requestedLine(session), pumpLine(state, session, mono)];
  }
  const open = session.openCommand;
  const confirmed = session.confirmedRate;
  return [
    requestedLine(session),
    {
      key: 'answer',
      name: 'Answer',
      words: open?.uncertainReason ?? 'none, link lost',
      same: null,
      time: open?.uncertainSinceMono == null ? '' : `${ageWords(mono - open.uncertainSinceMono)} ago`,
    },
    {
      key: 'confirmed',
      name: 'Confirmed',
      words:
        confirmed === null
          ? 'nothing yet'
          : `${inOrderedUnit(session, confirmed.value.mlPerHour)} ${session.order.orderedUnit}`,
      same: null,
      time: confirmed === null ? '' : `${ageWords(mono - confirmed.mono)} ago`,
    },
  ];
}

/** `Requested 0.45: refused by the pump, still 0.35`; null when the last command was not refused. */
export function refusedWords(session: Session): string | null {
  const last = session.lastCommand;
  if (last === null || last.ending !== 'rejected' || session.openCommand !== null) return null;
  const wanted =
    last.command.kind === 'stop'
      ? 'pause'
      : `${inOrderedUnit(session, last.command.rateMlPerHour)} ${session.order.orderedUnit}`;
  const still = session.phase === 'infusing' ? session.confirmedRate?.value.mlPerHour : null;
  const reason = last.reason ? ` (${last.reason})` : '';
  return `Requested ${wanted}: refused by the pump${reason}, still ${still == null ? '0' : inOrderedUnit(session, still)}`;
}
