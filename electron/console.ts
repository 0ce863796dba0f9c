import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { app, type BrowserWindow, clipboard, safeStorage } from 'electron';
import type { WorkstationFacts } from '../shared/ipc/standing';
import type { ClinicRules } from '../shared/policy/clinic-rules';
import type { DeviceRole } from '../shared/readings/device';
import { mayDo } from '../shared/record/permissions';
import { stateHash } from '../shared/session/evolve';
import { lineOf, overdueHours, type SyncLine } from '../shared/sync/line';
import type { SyncSetting } from '../shared/sync/setting';
import { epochMs } from '../shared/time/clock';
import { appVersion } from '../shared/version';
import { answersFrom } from './answers';
import { wall } from './answers/ledger';
import { beginClock, rawMonotonicMs, systemClock } from './clock';
import type { DeviceReport } from './devices/driver';
import { startDeviceHost } from './devices/host-process';
import { endAtOnce } from './end-at-once';
import { makeExport } from './export/make-export';
import { listenersFor } from './ipc/listeners';
import { say, serveContract } from './ipc/server';
import { openMetrics } from './metrics';
import type { Options } from './options';
import { arrivalsInto } from './session/arrivals';
import { closeRefusal } from './session/close-refusal';
import { type Controller, startController } from './session/controller';
import { dailyCopy } from './session/daily-copy';
import { fillFacts } from './session/facts-filling';
import { idleLock } from './session/idle-lock';
import { makeCopy } from './session/make-copy';
import { orderCopies } from './session/order-copies';
import { publisher, slowFeed } from './session/publisher';
import { recordKeeper } from './session/record-keeper';
import { findOpenSession } from './session/recovery';
import { recordFound, runSelfTest } from './session/self-test';
import { readSession, restFromReading } from './session/session-detail';
import { exportsInto } from './shell/exports';
import { watchMachine } from './shell/machine';
import { refuseToStart } from './shell/refuse-to-start';
import { resourcePath } from './shell/resources';
import { libraryStanding } from './store/active-library';
import { allPlaces } from './store/elsewhere/places';
import { readReplica } from './store/elsewhere/replica';
import { keepLibrary, libraryFacts } from './store/kept-library';
import type { LimitProfiles } from './store/limit-profiles';
import { seedSimulation } from './store/seed-simulation';
import type { Store } from './store/store';
import { approveInSimulation, keepShippedTemplates } from './store/template-files';
import { runTest } from './sync/connection-test/run-test';
import type { ReadySync } from './sync/fixed-setting';
import { keepSync } from './sync/keep-sync';
import { networkSigns } from './sync/network-signs';
import { serverSetUp } from './sync/server-set-up';
import { systemSeal } from './sync/system-seal';
import { watchNetwork } from './sync/watch-network';
import { alarmBell } from './windows/alarm-bell';
import { type BedsideWindow, keepBedsideWindow } from './windows/bedside';
import { keepReviewWindow } from './windows/review';
import { windowSound } from './windows/window-sound';

const PULSE_MS = 1_000;
const DAY_MS = 86_400_000;

/** Put in by the bundler: when this program was made, ms since the epoch. */
declare const __BUILT_AT__: number;

/** The boot of this machine; monotonic time means the same only within one. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return `started-${Math.round((Date.now() - rawMonotonicMs()) / 10_000)}`;
  }
}

/** Joins record, devices, session and windows, and keeps them going until the program ends. */
export function runConsole(
  options: Options,
  folder: string,
  store: Store,
  shipped: LimitProfiles,
  policy: ClinicRules,
  fixed: ReadySync | null,
): void {
  // Before this run writes anything: what is looked at is what was found.
  const record = recordFound((newest) => store.verifyChain(newest));
  const span = store.span();
  const found = findOpenSession(store);
  const boot = { bootId: bootId(), rawMs: rawMonotonicMs(), atMs: Date.now() };
  const { origin, scale } = beginClock(found, boot, options.speed);
  const clock = systemClock(origin);
  const runId = randomUUID();
  const templateFaults = keepShippedTemplates(store, resourcePath('templates'), clock.now().at);
  const training = options.simulation
    ? seedSimulation(store, folder, resourcePath('demo'), clock.now().at)
    : null;
  if (options.simulation) approveInSimulation(store, clock.now().at);
  keepLibrary(store, shipped, training !== null, clock.now().at);
  const library = () => libraryStanding(store, shipped, clock.now().at);
  const profiles = () => {
    const standing = library();
    return standing.kind === 'ready' ? standing.profiles : [];
  };
  const limitsOf = (profileId: string) => profiles().find((one) => one.profileId === profileId) ?? null;
  let server: SyncSetting | null = null;
  const orders = orderCopies({
    store,
    limits: limitsOf,
    weightDifferencePercent: policy.orders.weightDifferencePercent,
    rule: () =>
      server === null
        ? null
        : { freshHours: server.orderFreshHours, staleBlocks: policy.sync.staleOrderBlocks },
  });
  const metrics = openMetrics(clock);
  const sound = windowSound();

  const host = startDeviceHost({
    entry: path.join(__dirname, 'device-host.cjs'),
    clock,
    configure: {
      kind: 'configure',
      origin,
      pump: options.pump,
      monitor: options.monitor,
      acceptDemoData: false,
    },
    report: (role, report) => hear(role, report),
  });
  // A run that finds a session open has something to say before there is a window to say it to.
  let bedside: BedsideWindow | null = null;
  const contents = () => bedside?.window()?.webContents ?? null;
  const toWindow = publisher((update) => {
    const to = contents();
    if (to !== null) say(to, 'update', update);
  });
  const reading = keepReviewWindow({ folder: __dirname, bedside: () => bedside?.window() ?? null });
  const toReading = slowFeed((update) => {
    const to = reading.contents();
    if (to !== null) say(to, 'update', update);
  });
  let syncLine: SyncLine = { kind: 'off' };
  const sync = keepSync({
    entry: path.join(__dirname, 'sync-process.cjs'),
    beginning: { folder, simulation: options.simulation },
    now: () => clock.now().at,
    heard: (status) => {
      syncLine = lineOf(status);
      places.look();
    },
    arrived: (about, body) => arrivals.hear(about, body),
  });
  const controller: Controller = startController({
    store,
    keeper: recordKeeper(store, runId, clock),
    clock,
    publish: (events) => {
      metrics.published(events);
      toWindow(events);
      sync.kick();
      if (reading.contents() !== null) toReading.take(events);
      for (const { type, sessionId } of events) {
        // Now, while nothing runs, so that the first review need not wait for it.
        if (type === 'session.closed') keepDrawn(sessionId);
        // After what is being written now: this writes as well.
        if (type === 'session.closed') setImmediate(() => arrivals.settle());
      }
    },
    newId: randomUUID,
    found,
    room: options.room,
    appVersion,
    bootId: scale,
    runId,
    simulation: options.simulation,
    policy,
    limits: limitsOf,
    orders,
    risksElsewhere: (patientId) => {
      try {
        return places.risksElsewhere(patientId);
      } catch (fault) {
        // Of a copy of another log that can not be read: the session opens all the same.
        console.error(`Other workstations' logs could not be asked for a suicide risk: ${String(fault)}`);
        return [];
      }
    },
    libraryRefusal: () => {
      const standing = library();
      return standing.kind === 'refused' ? standing.words : null;
    },
    devices: {
      send: (commandId, command) => host.say({ kind: 'command', commandId, command }),
      takeControl: (serialNumber) => host.say({ kind: 'take-control', serialNumber }),
      releaseControl: () => host.say({ kind: 'release-control' }),
    },
  });

  const sessionOpen = (): boolean => {
    const { session: open } = controller.state();
    return open !== null && open.phase !== 'closed';
  };
  const arrivals = arrivalsInto({
    ...{ store, controller, clock, newId: randomUUID },
    drugs: () => profiles().map(({ drug }) => drug),
  });
  arrivals.settle();

  function keepDrawn(sessionId: string): void {
    readSession(store, sessionId, restFromReading).catch((fault: unknown) => {
      console.error(`The session ${sessionId} could not be folded for review: ${String(fault)}`);
    });
  }

  function hear(role: DeviceRole, report: DeviceReport): void {
    if (report.kind === 'link-up' && options.simulation && !report.identity.simulator) {
      refuseToStart(
        'A real device in a simulation',
        `The ${role} ${report.identity.serialNumber} does not say that it is a simulator. Start the console without --simulation.`,
      );
      return;
    }
    metrics.reported(report);
    controller.hear(role, report);
  }

  const places = allPlaces({
    here: store,
    folder,
    open: (stationId) => readReplica(folder, stationId, store.drawn),
    own: () => server?.stationId ?? null,
  });
  places.look();
  const filling = fillFacts({
    store,
    clock,
    sessionOpen,
  });
  const setUp = serverSetUp({
    ...{ folder, fixed, newId: randomUUID },
    system: () => systemSeal(safeStorage, process.platform),
    note: (draft) => controller.note(draft, 'apart'),
    nowMs: () => clock.now().at,
  });
  void setUp.whenReady((ready) => {
    server = ready?.setting ?? null;
    sync.use(ready);
  });
  const lock = idleLock({ clock, controller, idleMin: policy.access.lockAfterIdleMin });

  const facts = (): WorkstationFacts => ({
    room: options.room,
    version: appVersion,
    simulation: options.simulation,
    timeFactor: options.speed,
    recordFolder: folder,
    freeBytes: store.freeBytes(),
    pumpPort: options.pump?.port ?? null,
    monitorPort: options.monitor?.port ?? null,
    trainingPins: training?.pins ?? null,
    trainingPasswords: training?.passwords ?? null,
    firstRun: !store.people().some((one) => one.active && mayDo(one.role, 'keep-people')),
    limitProfiles: profiles(),
    library: libraryFacts(library()),
    policy,
  });

  serveContract(
    answersFrom({
      controller,
      store,
      clock,
      facts,
      templateFaults,
      orders,
      limits: profiles,
      submitted: metrics.submitted,
      policy,
      filling,
      room: options.room,
      exports: exportsInto(path.join(folder, 'exports')),
      exportsFolder: path.join(folder, 'exports'),
      makeExport: (wish, stationId) =>
        makeExport(path.join(__dirname, 'session-exporter.cjs'), { ...wish, folder, stationId }),
      places,
      serverSetUp: setUp,
      sync,
      testConnection: (ready) => runTest(path.join(__dirname, 'connection-tester.cjs'), ready),
      toClipboard: (text) => clipboard.writeText(text),
    }),
    listenersFor({
      ...{ controller, metrics, sound, lock, reading },
      stopAnyway: () => host.say({ kind: 'command', commandId: randomUUID(), command: { kind: 'stop' } }),
      alive: () => bedside?.alive(),
      soundTried: () => test.look(),
    }),
    (sender) => sender === reading.contents(),
  );

  bedside = keepBedsideWindow({
    folder: __dirname,
    query: process.env.INFUSION_PROBE === '1' ? '?probe=1' : '',
    closeRefusal: () => closeRefusal(controller.state()),
    refused: (window: BrowserWindow, words: string) => say(window.webContents, 'closeRefused', { words }),
    closed: () => app.quit(),
    begins: () => {
      sound.forget();
      controller.entry(null);
    },
  });
  alarmBell({
    clock,
    state: controller.state,
    windowSounds: () => sound.works() && contents() !== null,
  });

  watchNetwork(networkSigns, sync.networkBack);
  const machine = watchMachine({
    sessionOpen,
    found: (now) => controller.machine(now),
  });
  setInterval(() => {
    const state = controller.state();
    const pulse = {
      seq: state.seq,
      hash: stateHash(state),
      now: clock.now(),
      record: controller.record(),
      sync: syncLine,
    };
    if (server !== null) controller.syncOverdue(overdueHours(syncLine, pulse.now.at, server.alarmAfterHours));
    else controller.syncOverdue(null);
    const to = contents();
    if (to !== null) say(to, 'pulse', pulse);
    const beside = reading.contents();
    if (beside === null) toReading.drop();
    else {
      toReading.flush();
      say(beside, 'pulse', pulse);
    }
    if (sessionOpen() !== machine.keptAwake()) machine.look();
  }, PULSE_MS);

  const copies = dailyCopy({
    clock,
    state: controller.state,
    day: wall.day,
    folder,
    into: options.copies ?? path.join(folder, 'copies'),
    keep: policy.record.copiesKept,
    make: (asked) => makeCopy(path.join(__dirname, 'record-copier.cjs'), asked),
    enter: controller.enter,
  });

  const test = runSelfTest({
    clock,
    policy,
    state: controller.state,
    facts: () => {
      const standing = library();
      const { at } = clock.now();
      const made = copies.latest();
      const since = made === null ? (span?.first ?? null) : Date.parse(`${made.day}T00:00:00`);
      return {
        record,
        clock: {
          now: at,
          // A simulation's time may have run ahead of the wall.
          newestEntry: options.simulation ? null : (span?.newest ?? null),
          built: epochMs(__BUILT_AT__),
        },
        sound: sound.said(),
        library: libraryFacts(standing),
        rules: policy,
        freeBytes: store.freeBytes(),
        copy: { made: made !== null, ageDays: since === null ? null : Math.max(0, (at - since) / DAY_MS) },
        power: machine.power(),
      };
    },
    note: (draft) => controller.note(draft, 'apart'),
  });

  let ended = false;
  app.on('before-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    if (closeRefusal(controller.state()) !== null) return;
    ended = true;
    bedside?.release();
    reading.close();
    controller.stop();
    sync.stop();
    copies.stop();
    filling.stop();
    test.stop();
    void host.close().finally(() => {
      controller.countWires();
      store.close();
      app.quit();
    });
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => endAtOnce({ controller, sync, store, exit: () => app.exit(0) }));
}
