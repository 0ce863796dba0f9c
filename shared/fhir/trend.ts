import type { Observation, ObservationComponent } from '@medplum/fhirtypes';
import type { DeviceIdentity } from '../readings/device';
import type { Numeric, NumericCode } from '../readings/monitor';
import type { LoggedEvent } from '../session/events';
import { type Artefact, artefacts } from './artefacts';
import { type CodeName, concept } from './codes';
import { deviceKey, metricDraft, referDeviceKey } from './devices';
import { extension, extensionOf, instant, period } from './elements';
import type { Draft } from './item-of';
import { type Answer, observationOf } from './observation';
import { referPerson } from './practitioner';
import { revisions } from './revisions';
import { sampledData } from './sampled';
import type { Correcting, Part, Scope } from './scope';

const SLOT_MS = 1_000;
const SLOTS = 600;
export const BLOCK_MS = SLOT_MS * SLOTS;

/** What a numeric is called. A pulse of the oximeter is not the ECG's heart rate. */
export function numericCodeName(code: NumericCode, source: string): CodeName | null {
  switch (code) {
    case 'HR':
      return source === 'ecg' ? 'heart-rate-ecg' : 'heart-rate';
    case 'PR':
      return source === 'pleth' ? 'pulse-rate-pleth' : 'pulse-rate';
    case 'SpO2':
      return 'spo2';
    case 'Perf':
      return 'perfusion-index';
    case 'RR':
      return 'respiration';
    case 'EtCO2':
      return 'etco2';
    case 'InsCO2':
      return 'inspired-co2';
    case 'Temp':
      return 'temperature';
    case 'NIBP-sys':
    case 'NIBP-dia':
    case 'NIBP-mean':
    case 'NIBP-PR':
      // Measured now and then: each is an observation of its own.
      return null;
  }
}

type Reading = LoggedEvent & { readonly type: 'monitor.reading' };

type Column = {
  readonly code: NumericCode;
  readonly source: string;
  readonly unit: string;
  readonly values: (number | null)[];
};
type Block = {
  readonly no: number;
  readonly columns: Map<string, Column>;
  slots: number;
  monitor: string | null;
};

/** A value that the monitor stands behind, or in a simulation one that it made up for it. In the unit in which it came. */
function standsBehind({ value, quality }: Numeric, simulation: boolean): number | null {
  const good = quality === 'valid' || quality === 'questionable';
  return good || (simulation && (quality === 'demo' || quality === 'test')) ? value : null;
}

/**
 * What the monitor streamed, once a second, in blocks of ten minutes from the opening of the session on. The last value
 * within a second counts; a second without one says so. Time is the monotonic one, so that no clock that was put right
 * moves a value into another block.
 */
export function trendPart(scope: Scope): Part {
  const kept = revisions(scope);
  const remarks = artefacts();
  const blocks: Block[] = [];
  const { at: openedAt, mono: openedMono, body } = scope.opened;
  const startOf = (no: number): number => openedAt + no * BLOCK_MS;
  const measured = new Set<string>();
  let open: Block | null = null;

  function without(block: Block, { code, values }: Column, spans: readonly Artefact[]): (number | null)[] {
    const of = spans.filter((one) => one.code === code);
    if (of.length === 0) return values;
    return values.map((value, slot) => {
      const at = startOf(block.no) + slot * SLOT_MS;
      return of.some(({ fromAt, toAt }) => at + SLOT_MS > fromAt && at <= toAt) ? null : value;
    });
  }

  function componentOf(block: Block, column: Column, spans: readonly Artefact[]): ObservationComponent {
    const { code, source, unit } = column;
    const values = without(block, column, spans);
    const filled = Array.from({ length: block.slots }, (_, slot) => values[slot] ?? null);
    const name = numericCodeName(code, source);
    return {
      extension: [extension(scope.context, 'numeric', { valueString: `${code}/${source}` })],
      code: name === null ? { text: code } : concept(scope.context, name),
      valueSampledData: sampledData(filled, unit),
    };
  }

  function send(block: Block, why: Correcting | null): Draft[] {
    const from = startOf(block.no);
    const to = from + block.slots * SLOT_MS;
    const spans = remarks.standing().filter(({ fromAt, toAt }) => fromAt <= to && toAt >= from);
    const columns = [...block.columns.values()].filter(({ values }) => values.some((one) => one !== null));
    if (columns.length === 0) return [];
    const { effectiveDateTime: _, ...whole } = observationOf(
      scope,
      { code: 'trend', category: 'vital-signs', at: from, writtenAt: null, by: null },
      null as Answer | null,
    );
    const resource: Observation = {
      ...whole,
      ...(spans.length === 0
        ? {}
        : {
            extension: spans.map(({ code, fromAt, toAt, text, by }) =>
              extensionOf(scope.context, 'artefact', [
                { url: 'numeric', valueCode: code },
                { url: 'period', valuePeriod: { start: instant(fromAt), end: instant(toAt) } },
                { url: 'text', valueString: text },
                { url: 'by', valueReference: referPerson(scope.context, by) },
              ]),
            ),
          }),
      effectivePeriod: period(from, to),
      ...(block.monitor === null ? {} : { device: referDeviceKey(block.monitor) }),
      component: columns.map((column) => componentOf(block, column, spans)),
    };
    const key = `${scope.sessionId}/${String(block.no).padStart(4, '0')}`;
    return kept.put(key, [{ kind: 'trend-block', key, lane: 4, write: 'create', resource }], why);
  }

  function finish(): Draft[] {
    const block = open;
    open = null;
    if (block === null) return [];
    blocks.push(block);
    return send(block, null);
  }

  function put(event: Reading, monitor: string | null): void {
    const slotInAll = Math.floor((event.mono - openedMono) / SLOT_MS);
    const no = Math.floor(slotInAll / SLOTS);
    const slot = slotInAll % SLOTS;
    if (slotInAll < 0) return;
    open ??= { no, columns: new Map(), slots: 0, monitor };
    open.monitor = monitor ?? open.monitor;
    open.slots = Math.max(open.slots, slot + 1);
    for (const numeric of event.body.numerics) {
      const { code, source, unit } = numeric;
      if (numericCodeName(code, source) === null) continue;
      const name = `${code}/${source}/${unit}`;
      const column = open.columns.get(name) ?? { code, source, unit, values: [] };
      while (column.values.length < slot) column.values.push(null);
      column.values[slot] = standsBehind(numeric, body.simulation);
      open.columns.set(name, column);
    }
  }

  /** What the monitor measures, each quantity when it is first heard. */
  function metrics(event: Reading, identity: DeviceIdentity): Draft[] {
    return event.body.numerics.flatMap(({ code, source }) => {
      const id = `${deviceKey(identity)} ${code}/${source}`;
      if (measured.has(id)) return [];
      measured.add(id);
      const name = numericCodeName(code, source);
      const draft = name === null ? null : metricDraft(scope.context, identity, name, 'measurement');
      if (draft === null || measured.has(draft.key)) return [];
      measured.add(draft.key);
      return [draft];
    });
  }

  return {
    take(event, state) {
      const why = remarks.take(event);
      if (why !== null) return blocks.flatMap((block) => send(block, why));
      if (state.session === null) return [];
      const drafts: Draft[] = [];
      const no = Math.floor((event.mono - openedMono) / BLOCK_MS);
      if (open !== null && open.no < no) {
        // The whole of it is over: what is missing at its end is missing.
        open.slots = SLOTS;
        drafts.push(...finish());
      }
      if (event.type === 'session.closed') drafts.push(...finish());
      else if (
        event.type === 'monitor.reading' &&
        state.monitor.trusted &&
        state.session.phase !== 'closed'
      ) {
        const { identity } = state.monitor;
        put(event, identity === null ? null : deviceKey(identity));
        if (identity !== null) drafts.push(...metrics(event, identity));
      }
      return drafts;
    },
  };
}
