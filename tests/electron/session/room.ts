import { expect, onTestFinished } from 'vitest';
import { driveAlarisAsena } from '../../../electron/devices/alaris-asena/driver';
import { FrameStream } from '../../../electron/devices/alaris-asena/frame';
import type { DeviceReport } from '../../../electron/devices/driver';
import { type Controller, startController } from '../../../electron/session/controller';
import { orderCopies } from '../../../electron/session/order-copies';
import { recordKeeper } from '../../../electron/session/record-keeper';
import { type Found, findOpenSession } from '../../../electron/session/recovery';
import { type OpenSetting, openStore } from '../../../electron/store/database';
import { RecordNotKept } from '../../../electron/store/not-kept';
import type { Store } from '../../../electron/store/store';
import { follow } from '../../../renderer/live/follow';
import type { PumpCommand } from '../../../shared/commands/pump-command';
import { deliveredRange } from '../../../shared/dosing/delivered';
import type { Order } from '../../../shared/dosing/order';
import type { OpenRisk } from '../../../shared/outcomes/outcome';
import type { DeviceRole } from '../../../shared/readings/device';
import type { EventDraft, EventType, LoggedEvent } from '../../../shared/session/events';
import { replay, stateHash } from '../../../shared/session/evolve';
import type { Answer, Intent } from '../../../shared/session/intents';
import type { BedsideState } from '../../../shared/session/state';
import { clinicPolicy } from '../../clinic';
import { ManualClock } from '../../clock';
import { passedSelfTest } from '../../self-test';
import { letGo, signer } from '../../shared/discharge';
import { preparation } from '../../shared/preparation';
import { alarisAsena } from '../../simulator/alaris-asena';
import { memoryLine } from '../devices/wire/memory-port';
import { alder, limits, MORNING, nurse, order, secondNurse } from '../store/samples';
import { folderInMemory } from './folder-in-memory';
import { type Life, mortal } from './mortal';
import { startAt } from './wishes';

export const SERIAL = 'SIM-8003';

export type Sent = { readonly commandId: string; readonly command: PumpCommand; readonly loggedSeq: number };

export type RunSetting = {
  readonly bootId?: string;
  /** The machine's monotonic clock is ahead of the test's by this much. */
  readonly monoAheadMs?: number;
  /** Looks at every write before and after it is in the log; may end the run. */
  readonly beforeAppend?: (drafts: readonly EventDraft[], life: Life) => void;
  readonly afterAppend?: (drafts: readonly EventDraft[], life: Life) => void;
  readonly afterPublish?: (run: Run) => void;
  readonly beforeSend?: (life: Life) => void;
  readonly afterSend?: (life: Life) => void;
};

/** What is known of the server's orders, where a server is asked at least every four hours. */
export const copiesIn = (store: Store) =>
  orderCopies({
    store,
    limits: (profileId) => (profileId === limits.profileId ? limits : null),
    weightDifferencePercent: 10,
    rule: () => ({ freshHours: 4, staleBlocks: false }),
  });

/** One run of the console, from its start until it is ended or killed. */
export type Run = {
  readonly life: Life;
  readonly found: Found;
  readonly store: Store;
  readonly controller: Controller;
  readonly published: LoggedEvent[];
  readonly sent: Sent[];
  /** Serial numbers for which control was asked. */
  readonly asked: string[];
  /** What the devices reported, in order. */
  readonly heard: DeviceReport[];
  /** The window's fold of what was published. */
  window(): BedsideState;
  state(): BedsideState;
  submit(intent: Intent, basisSeq?: number): Answer;
  /** A physician lets the patient go, whatever is missing, and the session is closed. */
  close(): Answer;
  hear(device: DeviceRole, report: DeviceReport): void;
};

export type RoomSetting = {
  readonly factor?: number;
  readonly replyMs?: number;
  /** What the order lets the console stop by itself. */
  readonly interlock?: Order['interlock'];
};

/**
 * One infusion room in memory: a simulated pump that lives through everything, a cable, and a console with a real
 * record that can be killed at any moment and started again.
 */
export function infusionRoom({ factor = 1, replyMs = 0, interlock = null }: RoomSetting = {}) {
  const folder = folderInMemory();
  const clock = new ManualClock({ at: MORNING, factor });
  const failures: unknown[] = [];
  let ids = 0;
  let run: Run | null = null;
  // Bytes are stamped by the clock of the run that reads them.
  const wire = memoryLine({
    factor,
    now: () => (run === null ? clock : run.life.clock).now(),
    after: (ms, then) => clock.after(ms, then),
    every: (ms, then) => clock.every(ms, then),
  });

  const pump = alarisAsena.start({
    clock,
    write: (bytes) => {
      const { end } = wire;
      if (replyMs === 0) end.send(bytes);
      else clock.after(replyMs * factor, () => end.send(bytes));
    },
    say: () => {},
    pumpControl: null,
  });
  wire.receive = (bytes) => {
    for (const found of new FrameStream().push(bytes)) {
      if (found.kind !== 'frame') continue;
      pump.receive(found.bytes);
      room.afterFrame(found.payload);
    }
  };

  /** Opens the record; the test's end closes it. */
  function open(setting: Omit<OpenSetting, 'folder'> = {}): Store {
    const opened = openStore({ folder, ...setting });
    if (opened.kind === 'refused') throw new Error(opened.words);
    onTestFinished(() => opened.store.close());
    return opened.store;
  }

  const clinic = open();
  clinic.addPatient(alder, clock.now().at);
  clinic.addOrder({ ...order, interlock }, clock.now().at);
  clinic.close();
  const reader = () => open({ readOnly: true });

  /** Starts the console. */
  function start(setting: RunSetting = {}): Run {
    const life = mortal(clock, setting.monoAheadMs ?? 0, (error) => failures.push(error));
    const store = open();
    life.onEnd(() => store.close());
    const found = findOpenSession(store);
    const runId = `run-${ids++}`;
    const published: LoggedEvent[] = [];
    const sent: Sent[] = [];
    const asked: string[] = [];
    const heard: DeviceReport[] = [];
    let window: BedsideState | null = null;

    const append: Store['append'] = (sessionId, ofRun, instant, drafts) => {
      setting.beforeAppend?.(drafts, life);
      if (room.disk !== null) throw new RecordNotKept(room.disk);
      const events = store.append(sessionId, ofRun, instant, drafts);
      setting.afterAppend?.(drafts, life);
      return events;
    };
    const hear = (device: DeviceRole, report: DeviceReport): void => {
      // As between two processes: what a device reports is heard after what is being done is done.
      queueMicrotask(() =>
        life.guard(() => {
          heard.push(report);
          self.controller.hear(device, report);
        }),
      );
    };
    const driver = driveAlarisAsena({
      openPort: wire.openPort,
      clock: life.clock,
      acceptDemoData: false,
      report: (report) => hear('pump', report),
    });

    const self: Run = {
      life,
      found,
      store,
      published,
      sent,
      asked,
      heard,
      window: () => window ?? self.state(),
      state: () => self.controller.state(),
      submit: (intent, basisSeq = self.state().seq) => self.controller.submit(intent, basisSeq),
      close() {
        for (const intent of letGo(self.state())) self.controller.submit(intent, self.state().seq, signer);
        return self.controller.submit({ kind: 'close-session' }, self.state().seq);
      },
      hear: (device, report) => self.controller.hear(device, report),
      controller: null as unknown as Controller,
    };
    const publish = (events: readonly LoggedEvent[]): void => {
      if (life.over) return;
      published.push(...events);
      if (window === null) return;
      const followed = follow(window, structuredClone([...events]));
      if (followed.kind === 'gap') throw new Error(`the window missed something before ${events[0]?.type}`);
      window = followed.state;
      if (stateHash(window) !== stateHash(self.state()))
        throw new Error(`${events[0]?.type}: fingerprints differ`);
      setting.afterPublish?.(self);
    };
    const controller = life.guard(() =>
      startController({
        store,
        keeper: recordKeeper({ append, lastSeq: store.lastSeq }, runId, life.clock),
        clock: life.clock,
        publish,
        newId: () => `id-${ids++}`,
        found,
        room: '2',
        appVersion: '0.0.0-test',
        bootId: setting.bootId ?? 'boot-1',
        runId,
        simulation: true,
        policy: clinicPolicy,
        libraryRefusal: () => null,
        limits: (profileId) => (profileId === limits.profileId ? limits : null),
        orders: copiesIn(store),
        risksElsewhere: () => room.riskElsewhere,
        devices: {
          send(commandId, command) {
            if (life.over) return;
            setting.beforeSend?.(life);
            sent.push({ commandId, command, loggedSeq: store.lastSeq() });
            driver.send(commandId, command);
            setting.afterSend?.(life);
          },
          takeControl(serialNumber) {
            if (life.over) return;
            asked.push(serialNumber);
            driver.takeControl(serialNumber);
          },
          releaseControl: () => (life.over ? undefined : driver.releaseControl()),
        },
      }),
    );
    if (controller !== undefined) {
      Object.assign(self, { controller });
      window = structuredClone(controller.state());
      driver.open();
    }
    run = self;
    return self;
  }

  const room = {
    /** What other workstations' logs say of open suicide risks of the patient. */
    riskElsewhere: [] as OpenRisk[],
    /** Why the disk does not take anything now; null: it does. */
    disk: null as 'full' | 'io' | null,
    /** Called with each frame that reached the pump. */
    afterFrame: (_payload: string): void => {},
    folder,
    clock,
    wire,
    pump,
    reader,
    start,
    get run(): Run {
      if (run === null) throw new Error('the console was not started');
      return run;
    },
    /** Lets time pass; whatever failed inside meanwhile fails here. */
    async advance(ms: number): Promise<void> {
      await clock.advance(ms);
      if (failures.length > 0) throw failures[0];
    },
    async until(done: () => boolean, limitMs = 30_000 * factor, stepMs = 100 * factor): Promise<void> {
      for (let passed = 0; !done(); passed += stepMs) {
        if (passed > limitMs) throw new Error(`not reached within ${limitMs} ms: ${done.toString()}`);
        await room.advance(stepMs);
      }
    },
    /** The console is gone in this instant, and with it its ports. */
    kill(): void {
      const { life } = room.run;
      life.end();
      for (const end of wire.ends) end.unplug();
    },
    /** Signs in, and waits for a linked pump. */
    async ready(): Promise<Run> {
      const { controller } = room.run;
      if (controller.state().selfTest === null)
        controller.note({ type: 'self-test.done', body: passedSelfTest }, 'apart');
      controller.signIn(nurse);
      await room.until(() => room.run.state().pump.reading !== null);
      return room.run;
    },
    /** Opens a session with all that has to be done before the start; gives its id. */
    async prepared(): Promise<string> {
      const { submit, state } = await room.ready();
      expect(submit({ kind: 'open-session', orderId: order.orderId })).toMatchObject({ kind: 'accepted' });
      const all = ['high' as const, 'medium' as const, 'low' as const];
      const at = room.run.life.clock.now().at;
      room.run.controller.note({ type: 'alarm.tested', body: { by: nurse, at, heard: all, seen: all } });
      const { session } = state();
      if (session === null) throw new Error('no session was opened');
      for (const { intent, witness } of preparation(session, secondNurse)) {
        const answer = room.run.controller.submit(intent, state().seq, witness);
        expect(answer, intent.kind).toMatchObject({ kind: 'accepted' });
      }
      await room.until(() => state().pump.control === 'console' && state().pump.reading !== null);
      return state().session?.sessionId ?? '';
    },
    async infusing(): Promise<string> {
      const sessionId = await room.prepared();
      expect(room.run.submit(startAt(0.2))).toMatchObject({ kind: 'accepted' });
      await room.until(() => room.run.state().session?.phase === 'infusing');
      return sessionId;
    },
    /** What the log alone says of a session, read over a connection of its own. */
    replayed: (sessionId: string): BedsideState => {
      const store = reader();
      try {
        return replay(store.events(sessionId));
      } finally {
        store.close();
      }
    },
    logged: (sessionId: string, ...types: EventType[]): LoggedEvent[] => {
      const store = reader();
      try {
        return [...store.events(sessionId, types.length === 0 ? {} : { types })];
      } finally {
        store.close();
      }
    },
    /** What the motor really moved lies within the range that the console tells. */
    expectTruthInRange(): void {
      const state = room.run.state();
      if (state.session === null) return;
      const truth = Number(pump.status().totalDeliveredMl);
      const { lowMl, highMl } = deliveredRange(state.session.delivered, room.run.life.clock.now().mono);
      expect(truth).toBeGreaterThanOrEqual(lowMl - 1e-6);
      // The pump's counter rounds down, and its answer is on the way for a while (all rates here are below 10 mL/h).
      const unheardMl = 0.0011 + (10 * replyMs * factor) / 3_600_000;
      expect(truth).toBeLessThanOrEqual(highMl + unheardMl);
    },
  };
  onTestFinished(() => {
    run?.life.end();
    pump.stop();
    if (failures.length > 0) throw failures[0];
  });
  return room;
}

export type Room = ReturnType<typeof infusionRoom>;
