import type { MonitorAlarm } from '../../../shared/readings/monitor';
import { type Cancel, type Instant, patience } from '../../../shared/time/clock';
import type { DriverSetting } from '../driver';
import type { Connection, Conversation } from '../wire/link';
import { alarmEntries, monitorAlarms } from './alarms';
import { consoleProfile, encodeAssociationRequest, ONE_SECOND_NUMERICS, releaseRequest } from './association';
import { type Attribute, relativeTimeOf, wallTimeOf } from './attributes';
import { MalformedMessage } from './byte-reader';
import { decodeMessage, type Message } from './codec';
import { encodeFrame, type FrameFound } from './frame';
import { knownMonitor } from './identity';
import { LinkedResults } from './linked-results';
import { encodeMdsCreateResult, type MdsCreateEvent, type MonitorFacts, monitorFacts } from './mds-create';
import type { DriverMemory } from './memory';
import { attributeId, operationErrorText } from './nomenclature';
import { DeliveredNumerics, readNumerics } from './numerics';
import { fingerprintOf } from './patient';
import type { PollResult } from './poll';
import { Polls, RENEW_MS } from './polls';
import type { Ticks } from './time';
import { Watchdog } from './watchdog';

/** Timings of the conversation, ms (monitors.md 2.4). */
export const timing = {
  /** Between the release of a stale association and the first request. */
  afterRelease: 100,
  associationRetry: 1500,
  identityRetry: 2000,
  /** Without its serial number for this long, a monitor is known by its system id. */
  identityLimit: 6000,
  /** The alarm poll is also what keeps the association alive: something is sent at least this often. */
  alarmPoll: 3000,
  monitorPoll: 10_000,
  /** Another patient admitted at the monitor, with the association standing, is seen within this time (monitors.md 11.9). */
  patientPoll: 5_000,
  wireReport: 10_000,
  releaseWait: 500,
} as const;

type Stage = 'associating' | 'awaiting-create' | 'identifying' | 'monitoring' | 'released';

/** One association over one connection, from the release of a stale one to its end. */
export class MonitorConversation implements Conversation {
  readonly #setting: DriverSetting;
  readonly #connection: Connection;
  readonly #memory: DriverMemory;
  readonly #polls = new Polls();
  readonly #linked = new LinkedResults();
  readonly #delivered = new DeliveredNumerics();
  readonly #watchdog: Watchdog;
  readonly #timers: Cancel[] = [];
  #stage: Stage = 'associating';
  #facts: MonitorFacts | null = null;
  #setAt: Ticks | null = null;
  #alarms: readonly MonitorAlarm[] | null = null;
  #onReleased: (() => void) | null = null;

  constructor(setting: DriverSetting, connection: Connection, memory: DriverMemory) {
    this.#setting = setting;
    this.#connection = connection;
    this.#memory = memory;
    this.#watchdog = new Watchdog(setting.clock);
    memory.time.forgetDifference();
    this.#every(500, () => this.#watch());
    this.#every(timing.wireReport, () => memory.reportWire());
    this.#write(releaseRequest);
    this.#after(timing.afterRelease, () => this.#associate());
  }

  bytes(chunk: Uint8Array, instant: Instant): void {
    for (const found of this.#memory.parser.push(chunk)) this.#found(found, instant);
  }

  closed(): void {
    for (const cancel of this.#timers) cancel();
    this.#memory.parser.end();
    this.#memory.reportWire();
    this.#stage = 'released';
    this.#onReleased?.();
  }

  /** Ends the association as it should be ended; resolves when the monitor agreed or did not answer in time. */
  release(): Promise<void> {
    const associated = this.#stage !== 'associating' && this.#stage !== 'released';
    this.#stage = 'released';
    if (!associated) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onReleased = resolve;
      this.#after(patience(timing.releaseWait, this.#setting.clock.factor, 250), resolve);
      this.#write(releaseRequest);
    });
  }

  #every(ms: number, run: () => void): void {
    this.#timers.push(this.#setting.clock.every(patience(ms, this.#setting.clock.factor, 25), run));
  }

  #after(ms: number, run: () => void): void {
    this.#timers.push(this.#setting.clock.after(ms, run));
  }

  #write(userData: Uint8Array): void {
    // A write that fails closes the port, and the port says so itself.
    this.#connection.write(encodeFrame(userData)).catch(() => {});
  }

  #associate(): void {
    if (this.#stage !== 'associating') return;
    this.#write(encodeAssociationRequest(consoleProfile));
    this.#after(timing.associationRetry, () => this.#associate());
  }

  #found(found: FrameFound, instant: Instant): void {
    if (found.kind === 'rejected') {
      // The link listens for noise; an abort is the monitor taking a frame back.
      if (found.reason !== 'noise' && found.reason !== 'aborted')
        this.#memory.fault('checksum', `a damaged frame was dropped: ${found.reason}`, instant);
      return;
    }
    this.#connection.heard();
    this.#watchdog.frame(instant);
    try {
      this.#handle(decodeMessage(found.userData), instant);
    } catch (error) {
      if (!(error instanceof MalformedMessage)) throw error;
      this.#memory.count('malformed');
      this.#memory.fault('protocol', 'a message whose lengths contradict each other was dropped', instant);
    }
  }

  #handle(message: Message, instant: Instant): void {
    if (this.#stage === 'released') {
      if (message.kind === 'release-response') this.#onReleased?.();
      return;
    }
    switch (message.kind) {
      case 'association-response':
        this.#associated(message.profile.extendedOptions, instant);
        return;
      case 'association-refused':
        if (this.#stage === 'associating')
          this.#connection.drop('refused', 'the monitor refused the association');
        return;
      case 'abort':
      case 'release-request':
        // An abort may belong to the association that was released just now.
        if (this.#stage !== 'associating')
          this.#connection.drop('protocol', 'the monitor ended the association');
        return;
      case 'mds-create-event':
        if (this.#stage !== 'associating') this.#created(message, instant);
        return;
      case 'poll-result':
        if (this.#stage !== 'associating') this.#collect(message, instant);
        return;
      case 'operation-error': {
        const asked = this.#polls.purpose(message.invokeId) ?? 'unknown';
        const why = operationErrorText(message.error);
        this.#memory.fault('protocol', `the monitor refused the poll for ${asked}: ${why}`, instant);
        return;
      }
      case 'release-response':
        return;
      default:
        this.#memory.count('unexpected');
    }
  }

  #associated(extendedOptions: number | null, instant: Instant): void {
    if (this.#stage !== 'associating') return;
    this.#reach('awaiting-create', instant);
    if (extendedOptions === null || (extendedOptions & ONE_SECOND_NUMERICS) === 0)
      this.#memory.fault('protocol', 'the monitor does not offer numerics every second', instant);
  }

  #created(event: MdsCreateEvent, instant: Instant): void {
    this.#write(encodeMdsCreateResult(event.invokeId));
    this.#learnTime(event.attributes, event.at, instant);
    if (this.#stage !== 'awaiting-create') return;
    this.#facts = monitorFacts(event.attributes);
    this.#reach('identifying', instant);
    this.#askIdentity();
    const limit = patience(timing.identityLimit, this.#setting.clock.factor, 500);
    this.#after(limit, () => this.#identify(null, this.#setting.clock.now()));
  }

  #askIdentity(): void {
    if (this.#stage !== 'identifying') return;
    this.#write(this.#polls.ask('monitor'));
    this.#after(timing.identityRetry, () => this.#askIdentity());
  }

  #identify(answer: MonitorFacts | null, instant: Instant): void {
    const first = this.#facts;
    if (this.#stage !== 'identifying' || first === null) return;
    const { identity, systemId, bedLabel } = knownMonitor(first, answer);
    this.#reach('monitoring', instant);
    this.#connection.identified();
    this.#setting.report({ kind: 'link-up', instant, identity });
    this.#memory.meetMonitor(systemId, bedLabel, instant);
    this.#startPolling();
  }

  #startPolling(): void {
    const renew = (): void => this.#askNumerics();
    const alarms = (): void => this.#write(this.#polls.ask('alarms'));
    const patient = (): void => this.#write(this.#polls.ask('patient'));
    renew();
    patient();
    alarms();
    this.#timers.push(this.#setting.clock.every(RENEW_MS, renew));
    this.#every(timing.patientPoll, patient);
    this.#timers.push(this.#setting.clock.every(timing.alarmPoll, alarms));
    this.#every(timing.monitorPoll, () => this.#write(this.#polls.ask('monitor')));
  }

  #askNumerics(): void {
    this.#watchdog.asked();
    this.#write(this.#polls.ask('numerics'));
  }

  #collect(part: PollResult, instant: Instant): void {
    const purpose = this.#polls.match(part);
    if (purpose === null) {
      this.#memory.count('superseded');
      return;
    }
    const collected = this.#linked.take(part);
    if (collected.kind === 'incomplete') {
      this.#memory.count('incomplete-result');
      this.#memory.fault('protocol', `parts of a result for ${purpose} are missing; it was dropped`, instant);
    }
    if (collected.kind !== 'set') return;
    const { result } = collected;
    const attributes = result.objects.flatMap((object) => object.attributes);
    if (purpose === 'numerics') this.#numerics(result, instant);
    else if (purpose === 'alarms') this.#alarmLists(attributes, instant);
    else if (purpose === 'patient') {
      if (attributes.length > 0) this.#memory.meetPatient(fingerprintOf(attributes), instant);
    } else {
      this.#learnTime(attributes, result.at, instant);
      this.#identify(monitorFacts(attributes), instant);
    }
  }

  #numerics(result: PollResult, instant: Instant): void {
    this.#watchdog.progress(instant);
    // A set without any object says nothing about the sensors; it is not "all gone". And when a renewed stream
    // begins while the old one still runs, both give the set of that moment.
    if (result.objects.length === 0 || result.at === this.#setAt) return;
    this.#setAt = result.at;
    const { acceptDemoData } = this.#setting;
    const { numerics, problems } = readNumerics(result.objects, {
      acceptDemoData,
      hostTime: (wall) => this.#memory.time.hostTime(wall, instant),
    });
    for (const problem of problems) this.#memory.fault('protocol', problem, instant);
    this.#setting.report({ kind: 'monitor-reading', instant, numerics: this.#delivered.complete(numerics) });
  }

  #alarmLists(attributes: readonly Attribute[], instant: Instant): void {
    const entries = alarmEntries(attributes);
    if (entries === null) return;
    const alarms = monitorAlarms(entries, this.#setting.acceptDemoData);
    if (JSON.stringify(alarms) === JSON.stringify(this.#alarms)) return;
    this.#alarms = alarms;
    this.#setting.report({ kind: 'monitor-alarms', instant, alarms });
  }

  #learnTime(attributes: readonly Attribute[], sent: Ticks, instant: Instant): void {
    const wall = wallTimeOf(attributes, attributeId.absoluteTime);
    const at = relativeTimeOf(attributes);
    if (wall === null || at === null) return;
    const offsetMs = this.#memory.time.learn({ wall, at }, sent, instant);
    if (offsetMs !== null) this.#setting.report({ kind: 'monitor-clock', instant, offsetMs });
  }

  #reach(stage: Stage, instant: Instant): void {
    this.#stage = stage;
    this.#watchdog.progress(instant);
  }

  #watch(): void {
    if (this.#stage === 'released') return;
    const verdict = this.#watchdog.check();
    if (verdict.kind === 'lost') {
      if (verdict.quiet) this.#connection.drop('silent', 'nothing came from the monitor for 10 s');
      else this.#connection.drop('protocol', `the monitor answers, but ${this.#missing()} for 10 s`);
    } else if (verdict.kind === 'silent') {
      const what = verdict.quiet ? 'nothing came from the monitor' : this.#missing();
      this.#memory.fault('silent', `${what} for 5 s`, this.#setting.clock.now());
    } else if (verdict.kind === 'retry' && this.#stage === 'monitoring') this.#askNumerics();
  }

  #missing(): string {
    if (this.#stage === 'associating') return 'no answer to the association request';
    return this.#stage === 'monitoring' ? 'no numerics' : 'it did not present itself';
  }
}
