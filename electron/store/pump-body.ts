import type { PumpRunState, PumpSnapshot } from '../../shared/readings/pump';
import { ml } from '../../shared/units/units';
import { flagAt, listAt, maybeAt, numberAt, numberOrNullAt, oneOf, textAt, tupleOf, wordAt } from './tuple';

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

function decodeAlarm(kept: unknown): PumpSnapshot['alarms'][number] {
  const [code, text, severity] = tupleOf(kept, 3);
  return { code: textAt(code), text: textAt(text), severity: oneOf(['high', 'medium', 'low'], severity) };
}

function decodeVtbi(kept: unknown): PumpSnapshot['vtbi'] {
  const [active, left, endAction] = tupleOf(kept, 3);
  const known = numberOrNullAt(left);
  return { active: flagAt(active), ml: known === null ? null : ml(known), endAction: textAt(endAction) };
}

function decodeSyringe(kept: unknown): PumpSnapshot['syringe'] {
  const [brand, size, confirmed] = tupleOf(kept, 3);
  return { brand: textAt(brand), sizeMl: ml(numberAt(size)), confirmed: flagAt(confirmed) };
}

/** The snapshot that `encodePump` was given, every field of it checked. */
export function decodePump(tuple: readonly unknown[]): PumpSnapshot {
  const [state, motion, rate, volume, vtbi, pressure, time, syringe, drug, alarms, serial, mode] = tupleOf(
    tuple,
    FIELDS,
  );
  const runState = wordAt(runStates, state);
  return {
    runState,
    motion: wordAt(motions, motion),
    rateMlPerHour: numberOrNullAt(rate) as PumpSnapshot['rateMlPerHour'],
    volumeInfusedMl: numberOrNullAt(volume) as PumpSnapshot['volumeInfusedMl'],
    vtbi: maybeAt(vtbi, decodeVtbi),
    linePressureMmHg: numberOrNullAt(pressure) as PumpSnapshot['linePressureMmHg'],
    timeRemaining: maybeAt(time, textAt),
    syringe: maybeAt(syringe, decodeSyringe),
    drugName: maybeAt(drug, textAt),
    alarms: maybeAt(alarms, (kept) => listAt(kept).map(decodeAlarm)) ?? [],
    serialNumber: textAt(serial),
    mode: maybeAt(mode, textAt) ?? runState,
  };
}
