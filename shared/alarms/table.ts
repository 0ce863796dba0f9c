import type { AlarmCondition, AlarmPriority } from './alarm';

/** What comes of it when nobody responds. */
export type Harm = 'death or irreversible injury' | 'reversible injury' | 'minor injury or discomfort';
/** How soon the harm begins: before a person could act on their own, within minutes, later. */
export type Onset = 'immediate' | 'prompt' | 'delayed';

/** Priority by harm and onset, as in table 1 of IEC 60601-1-8 (SR-100). */
export const priorityBy: Record<Harm, Record<Onset, AlarmPriority>> = {
  'death or irreversible injury': { immediate: 'high', prompt: 'high', delayed: 'medium' },
  'reversible injury': { immediate: 'high', prompt: 'medium', delayed: 'low' },
  'minor injury or discomfort': { immediate: 'medium', prompt: 'low', delayed: 'low' },
};

export type Grade = { readonly harm: Harm; readonly onset: Onset; readonly when: string };

export type AlarmRow = {
  /** Of the patient, or of the equipment (SR-120). */
  readonly kind: 'physiological' | 'technical';
  /** Each priority that the condition may have, and why. */
  readonly grades: Readonly<Partial<Record<AlarmPriority, Grade>>>;
  /** True for this long before it alarms, milliseconds. */
  readonly onDelayMs: number;
  /** In the place of `onDelayMs` for the high grade. */
  readonly highOnDelayMs?: number;
  /** In the place of `onDelayMs` while a device has not spoken yet in this run of the console. */
  readonly firstWordMs?: number;
  /** False, or milder, for this long before the alarm ends or steps down, milliseconds. */
  readonly offDelayMs: number;
};

const death = (onset: Onset, when: string): Grade => ({ harm: 'death or irreversible injury', onset, when });
const injury = (onset: Onset, when: string): Grade => ({ harm: 'reversible injury', onset, when });
const discomfort = (onset: Onset, when: string): Grade => ({
  harm: 'minor injury or discomfort',
  onset,
  when,
});

/** A vital sign: the values of one condition lie on both sides of a limit for seconds, so its end is waited for. */
const vital = (grades: AlarmRow['grades'], onDelayMs: number): AlarmRow => ({
  kind: 'physiological',
  grades,
  onDelayMs,
  offDelayMs: 3_000,
});
/** Of the patient, as a person or a signed rule found it: there at once, and gone with the next finding. */
const charted = (grades: AlarmRow['grades']): AlarmRow => ({
  kind: 'physiological',
  grades,
  onDelayMs: 0,
  offDelayMs: 0,
});
const equipment = (
  grades: AlarmRow['grades'],
  delays: Partial<Pick<AlarmRow, 'onDelayMs' | 'highOnDelayMs' | 'firstWordMs' | 'offDelayMs'>> = {},
): AlarmRow => ({ kind: 'technical', grades, onDelayMs: 0, offDelayMs: 0, ...delays });

const pastStop = 'past the stop-and-call limit';
const pastCaution = 'past the caution limit';

/**
 * Every condition that alarms, with its kind, its priorities by harm and onset, and its delays. High alarms latch:
 * they stay until seen (SR-114). Every alarm that was seen and lasts reminds after the clinic's time (SR-115).
 */
export const alarmTable: Readonly<Record<AlarmCondition, AlarmRow>> = {
  'spo2-low': vital({ high: death('prompt', pastStop), medium: injury('prompt', pastCaution) }, 4_000),
  'respiration-low': vital(
    { high: death('prompt', pastStop), medium: injury('prompt', pastCaution) },
    10_000,
  ),
  'respiration-high': vital(
    { high: death('prompt', pastStop), medium: injury('prompt', pastCaution) },
    10_000,
  ),
  'heart-rate-low': vital({ high: death('prompt', pastStop), medium: injury('prompt', pastCaution) }, 6_000),
  'heart-rate-high': vital({ high: death('prompt', pastStop), medium: injury('prompt', pastCaution) }, 6_000),
  'systolic-low': vital({ high: death('prompt', pastStop), medium: injury('prompt', pastCaution) }, 0),
  'systolic-high': vital({ high: death('prompt', pastStop), medium: injury('prompt', pastCaution) }, 0),
  'diastolic-high': vital({ high: death('prompt', pastStop), medium: injury('prompt', pastCaution) }, 0),
  'observation-threshold': charted({
    high: death('prompt', pastStop),
    medium: injury('prompt', pastCaution),
  }),
  'interlock-fired': charted({ high: death('immediate', 'below the signed stop level for the signed time') }),
  'stop-asked': charted({ high: injury('immediate', 'drug flows on against the patient’s will') }),

  'observation-due': equipment({
    medium: injury('prompt', 'nobody has looked at the patient for longer than allowed'),
    low: injury('delayed', 'the next set is due'),
  }),
  'spo2-absent': equipment(
    { medium: injury('prompt', 'infusing: a fall would not be seen here') },
    { onDelayMs: 15_000, offDelayMs: 3_000 },
  ),
  'nibp-overdue': equipment({ low: injury('delayed', 'infusing: pressure changes over minutes') }),
  'monitor-link-lost': equipment(
    {
      medium: injury('prompt', 'after the start: no vital sign is watched here'),
      low: discomfort('prompt', 'before the start'),
    },
    { firstWordMs: 10_000 },
  ),
  'monitor-never-linked': equipment(
    { medium: injury('prompt', 'infusing: no vital sign is watched here') },
    { onDelayMs: 10_000 },
  ),
  'monitor-replaced': equipment({ medium: injury('prompt', 'the values may be another patient’s') }),
  'monitor-demo-data': equipment({ medium: injury('prompt', 'no vital sign is watched here') }),

  'pump-link-lost': equipment(
    {
      high: death('prompt', 'it may infuse, not heard for 60 s'),
      medium: injury('prompt', 'it may infuse, or the infusion is held up'),
      low: discomfort('prompt', 'before the start'),
    },
    { firstWordMs: 5_000 },
  ),
  'pump-alarm': equipment({
    high: death('prompt', 'as the pump itself ranks it'),
    medium: injury('prompt', 'as the pump itself ranks it'),
    low: discomfort('prompt', 'as the pump itself ranks it'),
  }),
  'pump-stalled': equipment(
    { high: injury('immediate', 'occluded or leaking while it says infusing') },
    { onDelayMs: 3_000 },
  ),
  'pump-started-locally': equipment({ high: death('prompt', 'drug flows that nobody ordered here') }),
  'pump-changed': equipment({ medium: injury('prompt', 'another rate than recorded') }),
  'pump-counter-reset': equipment({ medium: injury('prompt', 'the given dose is less certain') }),
  'pump-replaced': equipment({ high: death('prompt', 'which pump is at the patient is not known') }),
  'pump-not-controlled': equipment({
    medium: injury('prompt', 'infusing: rate and PAUSE need a hand at the pump'),
    low: discomfort('prompt', 'nothing is infusing'),
  }),
  'command-not-confirmed': equipment({
    high: death('prompt', 'the rate is not known for 60 s'),
    medium: injury('prompt', 'the rate is not known'),
  }),
  'stop-not-confirmed': equipment({ high: death('immediate', 'drug may flow on after PAUSE') }),

  'dose-limit-reached': equipment({ high: death('prompt', 'more drug flows than ordered') }),
  'order-complete': equipment({ medium: injury('prompt', 'longer than ordered') }),
  'order-revoked': equipment({
    high: death('prompt', 'drug flows that is not to be given any more'),
    medium: injury('prompt', 'it may be given, or was given, though it was taken back'),
  }),
  'order-changed': equipment({ medium: injury('prompt', 'what is given is not what is wanted any more') }),
  'interlock-blind': equipment(
    {
      high: death('immediate', 'below the stop level when the value was lost'),
      medium: injury('prompt', 'armed, and no value to act on'),
    },
    { onDelayMs: 15_000, highOnDelayMs: 0, offDelayMs: 3_000 },
  ),
  'hand-stop-open': equipment({ high: death('immediate', 'drug may flow on until a hand stops it') }),
  'rate-not-set': equipment({ low: discomfort('prompt', 'a typed rate was left unconfirmed') }),
  'rate-over-limit': equipment({ high: death('prompt', 'the pump shows more than the hard limit') }),
  'volume-disagrees': equipment({ medium: injury('prompt', 'the given dose is less certain') }),
  'bolus-outside-order': equipment({ high: death('prompt', 'drug flowed that nobody ordered') }),
  'pause-question': equipment({ medium: injury('prompt', 'a paused infusion is forgotten') }),
  'pause-long': equipment({ medium: injury('prompt', 'a paused infusion is forgotten') }),
  'syringe-low': equipment({ medium: injury('prompt', 'the infusion is about to stop') }),

  'record-not-kept': equipment({
    high: death('prompt', 'what happens is not written down, limits rest on it'),
  }),
  'sound-path-failed': equipment(
    { medium: death('delayed', 'the next alarm would not be heard') },
    { onDelayMs: 3_000 },
  ),
  'on-battery': equipment({ medium: death('delayed', 'nobody watches here once it is empty') }),
  'battery-low': equipment({
    high: death('prompt', 'the console is about to go out over a running session'),
  }),
  'may-fall-asleep': equipment({ medium: death('delayed', 'nobody watches here while it sleeps') }),
  'sync-overdue': equipment({
    low: discomfort('delayed', 'the record is safe here, and others do not see it yet'),
  }),
  'clock-stepped': equipment({ low: discomfort('delayed', 'durations are not changed by it') }),
};
