import { emptyObservation } from '../../shared/observation/observation';
import type { VitalSign, Vitals } from '../../shared/observation/vital-signs';
import { noVitals, vitalSigns } from '../../shared/observation/vital-signs';
import { decideRecord } from '../../shared/outcomes/decide';
import type { InstrumentId } from '../../shared/outcomes/instrument';
import type { Actor } from '../../shared/record/people';
import type { AdjunctDose } from '../../shared/session/rounds/events';
import { setDue } from '../../shared/session/rounds/schedule';
import { takeOver } from '../../shared/session/rounds/take-over';
import { infusingMs } from '../../shared/session/view';
import { type MgPerKgPerHour, mg } from '../../shared/units/units';
import { letGo } from '../shared/discharge';
import { preparation } from '../shared/preparation';
import type { InventedBedside } from './bedside';
import type { Chance } from './chance';
import type { Invented } from './patients';
import { softReasonsFor } from './soft-reasons';

/** Share of changes of the rate whose answer is lost with the pump's link. */
const ANSWER_LOST = 0.04;
const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;
const CUFF_EVERY_MS = 5 * MINUTE_MS;
/** Of a session that is not kept second by second, so that years of them are made in minutes. */
const SPARSE_CUFF_EVERY_MS = 15 * MINUTE_MS;

export type Staff = { readonly nurse: Actor; readonly second: Actor; readonly physician: Actor };

export type Part = {
  readonly bedside: InventedBedside;
  readonly who: Invented;
  readonly staff: Staff;
  /** How much of the course is behind this patient, 0 to 1. */
  readonly progress: number;
  /** Chance of its own for what seldom goes wrong, so that it moves nothing else of a session. */
  readonly mishap: Chance;
  /** A reading a second for the whole session; else one of each device where something happens. */
  readonly detail: boolean;
};

/** One session from the door to the door. Everything that is charted of it is decided by the program's own rules. */
export class Play {
  readonly #part: Part;
  readonly #openedAt: number;
  #nextCuff: number;
  /** A saturation that the story wants now. */
  #spo2: number | null = null;
  /** How long before a set is due it is charted; negative: late. */
  #lead = 0;

  constructor(part: Part) {
    this.#part = part;
    this.#openedAt = part.bedside.at;
    this.#nextCuff = part.bedside.at;
  }

  get #bedside(): InventedBedside {
    return this.#part.bedside;
  }

  /** How far the drug has taken effect: of the ordered top, the present rate, with some delay. */
  get #effect(): number {
    const { session } = this.#bedside.state;
    if (session?.startedMono == null) return 0;
    const minutes = (this.#bedside.now.mono - session.startedMono) / MINUTE_MS;
    if (session.phase === 'recovery')
      return Math.max(0, 1 - (this.#bedside.now.mono - session.phaseSinceMono) / (20 * MINUTE_MS));
    return Math.min(1, minutes / 25);
  }

  #beat(): void {
    const bedside = this.#bedside;
    const second = (bedside.at - this.#openedAt) / SECOND_MS;
    if (bedside.at >= this.#nextCuff) {
      bedside.monitor.measure(bedside.now.at, this.#effect);
      this.#nextCuff = bedside.at + (this.#part.detail ? CUFF_EVERY_MS : SPARSE_CUFF_EVERY_MS);
    }
    bedside.beat(second, { effect: this.#effect, spo2: this.#spo2 });
  }

  /** Readings once a second for so long. */
  #closely(seconds: number): void {
    for (let second = 0; second < seconds; second += 1) {
      this.#bedside.pass(SECOND_MS);
      this.#beat();
    }
  }

  /** Time goes on to `at` of the wall clock; sets are charted as they fall due, the cuff measures every five minutes. */
  #until(at: number): void {
    const bedside = this.#bedside;
    while (bedside.at < at) {
      const step = this.#part.detail ? SECOND_MS : Infinity;
      const due = Math.max(SECOND_MS, this.#dueInMs() - this.#lead);
      const cuff = Math.max(SECOND_MS, this.#nextCuff - bedside.at);
      bedside.pass(Math.min(at - bedside.at, step, cuff, due, bedside.pump.endsInMs));
      this.#beat();
      if (this.#dueInMs() <= this.#lead) this.#chart();
    }
  }

  #dueInMs(): number {
    const { session } = this.#bedside.state;
    if (session === null) return Infinity;
    const due = setDue(session, this.#bedside.now.mono);
    return due?.kind === 'next' ? Math.ceil(due.mono - this.#bedside.now.mono) : Infinity;
  }

  #vitals(): Vitals {
    const { state, now } = this.#bedside;
    const taken = vitalSigns.map((sign): [VitalSign, Vitals[VitalSign]] => {
      const found = takeOver(state, sign, now.mono);
      return [sign, found.kind === 'taken' ? found.value : null];
    });
    return { ...noVitals, ...Object.fromEntries(taken) };
  }

  get #pain(): number {
    const { who, progress } = this.#part;
    const left = who.pain * (1 - who.response * progress);
    return Math.max(0, Math.min(10, Math.round(left * (1 - 0.45 * this.#effect))));
  }

  #chart(): void {
    const bedside = this.#bedside;
    const { chance } = bedside;
    this.#lead = (chance.happens(0.1) ? -chance.whole(20, 400) : chance.whole(5, 60)) * SECOND_MS;
    const effect = this.#effect;
    bedside.must({
      kind: 'record-observation',
      observation: {
        ...emptyObservation(bedside.now.at),
        vitals: this.#vitals(),
        sedation: { scale: 'RASS', level: effect > 0.4 && chance.happens(0.7) ? -1 : 0 },
        painNrs: this.#pain,
        distress: effect > 0.4 ? chance.whole(0, 4) : 0,
        nausea: effect > 0.4 && chance.happens(this.#part.who.queasy / 3) ? 'mild' : 'none',
        ivSite: 'clean',
      },
    });
  }

  #prepare(): void {
    const { bedside, staff, who } = this.#part;
    bedside.must({ kind: 'open-session', orderId: bedside.planned.order.orderId });
    bedside.append([{ type: 'pump.control', body: { control: 'console', detail: '' } }]);
    // A baseline needs a value of every sign.
    this.#spo2 = 98;
    this.#closely(2);
    if (who.indication === 'mood') this.#askMood();
    else this.#askPain();
    const lot = `SEED-${bedside.chance.whole(100, 999)}`;
    for (const { intent, witness } of preparation(bedside.session, staff.second)) {
      this.#until(bedside.at + bedside.chance.whole(15, 45) * SECOND_MS);
      if (intent.kind === 'take-baseline') {
        bedside.monitor.measure(bedside.now.at, 0);
        this.#closely(1);
        bedside.must({ ...intent, typed: null, insists: true }, witness);
      } else if (intent.kind === 'load-syringe')
        bedside.must({ ...intent, syringe: { ...intent.syringe, lot } }, witness);
      else bedside.must(intent, witness);
    }
    this.#chart();
    const before = bedside.session.order.adjuncts.findIndex(({ when }) => when === 'before');
    if (before >= 0) this.#give(before);
  }

  #askMood(): void {
    const { bedside, who, progress } = this.#part;
    let left = Math.max(
      0,
      Math.round(who.phq9 * (1 - who.response * progress)) + bedside.chance.whole(-1, 1),
    );
    const answers = Array.from({ length: 9 }, (_, item) => {
      const points = item === 8 ? 0 : Math.min(3, Math.ceil(left / (8 - item)));
      left -= points;
      return points;
    });
    this.#keep('PHQ-9', answers);
  }

  #askPain(): void {
    const { bedside, who, progress } = this.#part;
    const now = Math.round(who.pain * (1 - who.response * progress)) + bedside.chance.whole(-1, 1);
    this.#keep('NRS', [Math.min(10, Math.max(0, now))]);
  }

  /** A form as the main process writes it into the session's log. */
  #keep(instrument: InstrumentId, answers: number[]): void {
    const { bedside, staff } = this.#part;
    const { patient, order, policy } = bedside.session;
    const { at } = bedside.now;
    const basis = { kind: 'before-session' as const, sessionNumber: order.sessionNumber };
    const wish = { patientId: patient.patientId, instrument, answers, answeredAt: at, basis };
    const here = { by: staff.nurse, at, levels: policy.recovery.risk, outcomeId: bedside.chance.id() };
    const decision = decideRecord(wish, { ...here, filledBy: 'staff', handedBy: null });
    if (decision.kind === 'refused') throw new Error(decision.reasons.join(' '));
    bedside.append([decision.draft]);
  }

  #give(orderIndex: number): void {
    const { bedside, staff } = this.#part;
    const ordered = bedside.session.order.adjuncts[orderIndex];
    if (ordered === undefined) return;
    const { drug, dose, unit, route, controlled } = ordered;
    const adjunct: AdjunctDose = { drug, dose, unit, route };
    if (bedside.session.patient.allergies?.some((one) => one.toLowerCase().includes(drug))) return;
    const wish = { kind: 'give-adjunct', adjunct, orderIndex, onWordOf: null, controlled } as const;
    bedside.must({ ...wish, givenAt: bedside.now.at }, controlled ? staff.second : null);
  }

  /** Asks the pump for a rate, says why a soft limit is passed, and watches until it shows. */
  #deliver(purpose: 'start' | 'resume' | 'change-rate', rate: MgPerKgPerHour): void {
    const { bedside } = this.#part;
    const kinds = {
      start: 'start-infusion',
      resume: 'resume-infusion',
      'change-rate': 'change-rate',
    } as const;
    const intent = () => ({
      kind: kinds[purpose],
      rateMgPerKgPerHour: rate,
      reasons: softReasonsFor(bedside.state, purpose, rate, bedside.now.mono),
    });
    if (purpose === 'start' || !this.#part.mishap.happens(ANSWER_LOST)) {
      bedside.must(intent());
      this.#closely(3);
      return;
    }
    const { mishap } = this.#part;
    const arrives = mishap.happens(0.6);
    bedside.mustUnheard(intent(), { arrives, silentMs: mishap.whole(6, 40) * SECOND_MS });
    this.#closely(4);
    if (arrives) return;
    // The pump shows that it was never asked: once more.
    bedside.must(intent());
    this.#closely(3);
  }

  #orderedRate(): MgPerKgPerHour {
    const { session } = this.#bedside;
    const minute = infusingMs(session, this.#bedside.now.mono) / MINUTE_MS;
    const { steps } = session.order;
    const step = steps.findLast(({ fromMinute }) => fromMinute <= minute + 0.1) ?? steps[0];
    if (step === undefined) throw new Error('the order has no rate');
    return step.rateMgPerKgPerHour;
  }

  #pause(reason: 'nausea' | 'toilet' | 'distress', minutes: number): void {
    const bedside = this.#bedside;
    bedside.must({ kind: 'pause-infusion' });
    this.#closely(2);
    bedside.must({ kind: 'give-pause-reason', reason, text: '' });
    this.#until(bedside.at + minutes * MINUTE_MS);
    if (bedside.session.phase === 'paused') this.#deliver('resume', this.#orderedRate());
  }

  #nausea(): void {
    const { bedside } = this.#part;
    const severity = bedside.chance.one(['mild', 'moderate', 'moderate', 'severe'] as const);
    bedside.must({ kind: 'record-symptom', symptom: 'nausea', severity });
    const rescue = bedside.session.order.adjuncts.findIndex(({ drug }) => drug === 'ondansetron');
    if (severity !== 'mild' && rescue >= 0) this.#give(rescue);
    if (severity === 'severe') this.#pause('nausea', bedside.chance.whole(3, 8));
  }

  /** The saturation falls for half a minute; an armed interlock may stop the pump over it. */
  #dip(): void {
    const { bedside, staff } = this.#part;
    this.#spo2 = bedside.chance.whole(85, 92);
    this.#closely(bedside.chance.whole(10, 32));
    this.#spo2 = 97;
    this.#closely(24);
    this.#spo2 = null;
    if (bedside.chance.happens(0.6))
      bedside.must({ kind: 'record-note', text: 'Snored, chin lift, saturation back at once.' });
    if (bedside.session.delivery.fired === null) return;
    this.#calmly(2);
    bedside.must({ kind: 'release-interlock', reason: 'awake, breathes deeply' }, staff.physician);
    if (bedside.session.phase === 'paused') this.#deliver('resume', this.#orderedRate());
  }

  /** Some minutes with a good saturation. */
  #calmly(minutes: number): void {
    this.#spo2 = 97;
    this.#until(this.#bedside.at + minutes * MINUTE_MS);
    this.#spo2 = null;
  }

  #bolus(): void {
    const { bedside } = this.#part;
    const { order } = bedside.session;
    if (order.bolus === null) return;
    const doseMg = mg(order.bolus.mgPerKg * order.dosingWeightKg);
    const seconds = order.bolus.overMinutes * 60;
    bedside.pump.bolus(doseMg / order.concentrationMgPerMl);
    this.#closely(1);
    bedside.must({ kind: 'record-bolus', doseMg, overSeconds: seconds });
  }

  /** What happens in this session, by minute since the start. */
  #story(durationMin: number): { minute: number; run: () => void }[] {
    const { chance } = this.#bedside;
    const { order } = this.#bedside.session;
    const at = (from: number, to: number) => chance.between(from, to) * durationMin;
    const chapters: { minute: number; run: () => void }[] = order.steps.slice(1).map((step) => ({
      minute: step.fromMinute,
      run: () => {
        if (this.#bedside.session.phase === 'infusing') this.#deliver('change-rate', step.rateMgPerKgPerHour);
      },
    }));
    const maybe = (share: number, minute: number, run: () => void) => {
      if (chance.happens(share)) chapters.push({ minute, run });
    };
    const symptom = (name: string) => () =>
      this.#bedside.must({ kind: 'record-symptom', symptom: name, severity: 'mild' });
    if (order.bolus !== null) maybe(0.7, 12, () => this.#bolus());
    maybe(this.#part.who.queasy, at(0.3, 0.9), () => this.#nausea());
    maybe(0.15, at(0.2, 0.9), symptom('dizziness'));
    maybe(0.08, at(0.2, 0.9), symptom('double-vision'));
    maybe(0.06, at(0.3, 0.9), symptom('headache'));
    maybe(durationMin > 100 ? 0.5 : 0.04, at(0.4, 0.8), () => this.#pause('toilet', chance.whole(3, 9)));
    maybe(0.18, at(0.2, 0.95), () => this.#dip());
    maybe(0.2, at(0.1, 0.9), () =>
      this.#bedside.must({
        kind: 'record-note',
        text: chance.one([
          'Listens to music, calm.',
          'Tearful, reassured.',
          'Sleeps lightly, rouses to voice.',
        ]),
      }),
    );
    return chapters.sort((a, b) => a.minute - b.minute);
  }

  #infuse(): void {
    const bedside = this.#bedside;
    this.#closely(6);
    this.#spo2 = null;
    const [first] = bedside.session.order.steps;
    if (first === undefined) throw new Error('the order has no rate');
    this.#deliver('start', first.rateMgPerKgPerHour);
    const { durationMin } = bedside.session.order;
    const started = bedside.at;
    for (const { minute, run } of this.#story(durationMin)) {
      this.#until(started + minute * MINUTE_MS);
      if (bedside.session.phase === 'infusing') run();
    }
    const untilEnd = () =>
      durationMin * MINUTE_MS - infusingMs(bedside.session, bedside.now.mono) - 10 * SECOND_MS;
    this.#until(bedside.at + Math.max(0, untilEnd()));
    if (bedside.chance.happens(0.3))
      for (let minute = 0; minute < 10 && bedside.session.phase === 'infusing'; minute += 1)
        this.#until(bedside.at + MINUTE_MS);
    if (bedside.session.phase === 'recovery') return;
    bedside.must({ kind: 'end-infusion' });
    this.#closely(2);
  }

  #recover(): void {
    const { bedside, staff } = this.#part;
    this.#spo2 = 98;
    this.#until(bedside.at + 32 * MINUTE_MS);
    bedside.must({ kind: 'record-recovery-score', score: { scale: 'Aldrete', points: [2, 2, 2, 2, 2] } });
    const seen = {
      'alert-oriented': 'knows name, place and day',
      dissociation: 'gone, feels like before',
      'iv-removed': 'out at the end, site clean',
      escort: 'sister, in the waiting room',
      advice: 'sheet handed over and read through',
    } as const;
    for (const [gate, evidence] of Object.entries(seen) as [keyof typeof seen, string][])
      bedside.must({ kind: 'record-recovery-item', gate, standing: 'met', evidence });
    this.#closely(2);
    for (const intent of letGo(bedside.state)) bedside.must(intent, staff.physician);
    bedside.must({ kind: 'close-session' });
  }

  run(): void {
    const { bedside } = this.#part;
    this.#prepare();
    // Now and then it does not come to an infusion.
    if (bedside.chance.happens(0.015)) {
      bedside.must({ kind: 'record-note', text: 'Has eaten an hour ago. Comes again tomorrow.' });
      bedside.must({ kind: 'close-session' });
      return;
    }
    this.#infuse();
    this.#recover();
  }
}
