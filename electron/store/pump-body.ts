import type { PumpRunState, PumpSnapshot } from '../../shared/readings/pump';

const runStates: readonly PumpRunState[] = [
  'infusing',
  'paused',
  'stopped',
  'standby',
  'bolus',
  'purging',
  'alarm',
  'unknown',
];
const motions: readonly PumpSnapshot['motion'][] = ['proven', 'unproven', 'stalled', 'still'];

const FIELDS = 12;
const hasOnly = (value: object | null, fields: number) =>
  value === null || Object.keys(value).length === fields;

/**
 * `[state, motion, rate, volume, vtbi, pressure, time, syringe, drug, alarms, serial, mode]`; words from the tables
 * above by place (only ever added to at the end), 0 for "none" where no number can stand, mode 0 when it is the state's
 * own word. Null when the snapshot holds something that has no place here.
 */
export function encodePump(snapshot: PumpSnapshot): unknown[] | null {
  const { vtbi, syringe, alarms } = snapshot;
  const known =
    hasOnly(snapshot, FIELDS) &&
    hasOnly(vtbi, 3) &&
    hasOnly(syringe, 3) &&
    alarms.every((alarm) => hasOnly(alarm, 3));
  const state = runStates.indexOf(snapshot.runState);
  const motion = motions.indexOf(snapshot.motion);
  if (!known || state < 0 || motion < 0) return null;
  return [
    state,
    motion,
    snapshot.rateMlPerHour,
    snapshot.volumeInfusedMl,
    vtbi === null ? 0 : [vtbi.active ? 1 : 0, vtbi.ml, vtbi.endAction],
    snapshot.linePressureMmHg,
    snapshot.timeRemaining ?? 0,
    syringe === null ? 0 : [syringe.brand, syringe.sizeMl, syringe.confirmed ? 1 : 0],
    snapshot.drugName ?? 0,
    alarms.length === 0 ? 0 : alarms.map(({ code, text, severity }) => [code, text, severity]),
    snapshot.serialNumber,
    snapshot.mode === snapshot.runState ? 0 : snapshot.mode,
  ];
}

function tupleOf(value: unknown, length: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length !== length) throw new Error(`a tuple of ${length} is missing`);
  return value;
}

const none = (value: unknown) => (value === 0 ? null : value);

function flag(value: unknown): boolean {
  if (value !== 0 && value !== 1) throw new Error('a yes or no is neither');
  return value === 1;
}

function wordAt<T>(words: readonly T[], place: unknown): T {
  const word = typeof place === 'number' ? words[place] : undefined;
  if (word === undefined) throw new Error(`place ${String(place)} holds no word`);
  return word;
}

/** The snapshot that `encodePump` was given. Its fields are still to be checked against the schema. */
export function decodePump(tuple: readonly unknown[]): unknown {
  const [state, motion, rate, volume, vtbi, pressure, time, syringe, drug, alarms, serial, mode] = tupleOf(
    tuple,
    FIELDS,
  );
  const [active, ml, endAction] = vtbi === 0 ? [] : tupleOf(vtbi, 3);
  const [brand, sizeMl, confirmed] = syringe === 0 ? [] : tupleOf(syringe, 3);
  const runState = wordAt(runStates, state);
  return {
    runState,
    motion: wordAt(motions, motion),
    rateMlPerHour: rate,
    volumeInfusedMl: volume,
    vtbi: vtbi === 0 ? null : { active: flag(active), ml, endAction },
    linePressureMmHg: pressure,
    timeRemaining: none(time),
    syringe: syringe === 0 ? null : { brand, sizeMl, confirmed: flag(confirmed) },
    drugName: none(drug),
    alarms: alarms === 0 ? [] : (Array.isArray(alarms) ? alarms : []).map(decodeAlarm),
    serialNumber: serial,
    mode: mode === 0 ? runState : mode,
  };
}

function decodeAlarm(kept: unknown): unknown {
  const [code, text, severity] = tupleOf(kept, 3);
  return { code, text, severity };
}
