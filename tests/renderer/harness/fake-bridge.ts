import type { AskInput, AskName, AskOutput, Bridge, Said, SaidName } from '../../../shared/ipc/contract';
import type { LoggedEvent } from '../../../shared/session/events';
import { stateHash } from '../../../shared/session/evolve';
import { epochMs } from '../../../shared/time/clock';
import { clinicPolicy } from '../../clinic';
import { inventedCourse } from './outcomes';
import { limits, nurse, orderFor, patient, physician } from './people';
import type { Scene } from './scenes';

const people = [nurse, physician, { personId: 'p-2', name: 'S. Sample', role: 'nurse' } as const].map(
  (person) => ({
    ...person,
    active: true,
    needs: 'pin' as const,
    lockedOutMs: 0,
  }),
);

/** Answers like a main process that accepts everything and whose devices go on as the scene says. */
export function fakeBridge(scene: Scene): Bridge {
  const { play } = scene;
  const listeners: { [N in SaidName]: Set<(body: Said[N]) => void> } = {
    update: new Set(),
    pulse: new Set(),
    closeRefused: new Set(),
  };
  const record = () => ({ kind: 'kept', lastWrittenAt: play.now.at }) as const;
  const publish = (events: LoggedEvent[]) => {
    for (const listener of listeners.update) listener({ events, seq: play.state.seq });
  };
  setInterval(() => {
    if (scene.pulses === false) return;
    const before = play.events.length;
    if (scene.talking.pump && scene.talking.monitor) play.tick(1000, false);
    else {
      play.wait(1000);
      if (scene.talking.monitor) play.add('monitor.reading', { numerics: play.numerics() });
    }
    publish(play.events.slice(before));
    const { state } = play;
    for (const listener of listeners.pulse) {
      listener({
        seq: state.seq,
        hash: stateHash(state),
        now: play.now,
        record: record(),
        sync: { kind: 'off' },
      });
    }
  }, 1000);

  const order = orderFor(Date.now());
  const planned = ['Alder', 'Cedar', 'Damson', 'Birch'].map((name, i) => ({
    order: {
      ...order,
      orderId: i === 0 ? 'order-1' : `order-${i + 1}`,
      plannedFor: epochMs(order.plannedFor + (i - 1) * 3_600_000),
      signedBy: i === 2 ? null : physician,
    },
    patient: { ...patient, name: `TEST, ${name}`, mrn: `TEST-04${17 + i}` },
    state: i === 0 && play.state.session ? ('open' as const) : ('planned' as const),
    sessionId: null,
    withdrawn: null,
    elsewhere:
      i === 0
        ? null
        : {
            status: 'active',
            versionId: '3',
            came: i === 3,
            offlineHours: i === 3 && scene.arrived ? 6 : null,
          },
    against:
      i === 1 && scene.arrived ? ['The clinic’s server says that this order is on hold.', 'Another.'] : [],
  }));
  const answers: { [N in AskName]?: (input: AskInput<N>) => unknown } = {
    facts: () => ({
      room: 'Room 2',
      version: '0.1.0',
      simulation: true,
      timeFactor: 1,
      recordFolder: 'records',
      freeBytes: 412e9,
      pumpPort: 'port A',
      monitorPort: 'port B',
      trainingPins: { 'p-nurse': '2580' },
      trainingPasswords: { 'p-nurse': 'quiet-shore' },
      firstRun: scene.firstRun === true,
      limitProfiles: [limits],
      policy: clinicPolicy,
      library: { kind: 'ready', versionNo: 1 },
    }),
    resume: () => ({ state: play.state, hash: stateHash(play.state), record: record(), now: play.now }),
    series: () => structuredClone(play.series),
    carryOver: () => ({ dose: [], unread: 0 }),
    events: () => play.events.filter((event) => event.sessionId === 's-1'),
    people: () => (scene.firstRun ? [] : people),
    planned: () => planned,
    arrivedElsewhere: () => (scene.arrived ? arrivedScene : { orders: [], patients: [] }),
    patients: () => [patient],
    findSessions: () => ({ sessions: [], after: null, total: 0 }),
    findPatients: () => ({ patients: [], after: null }),
    openRisks: () => [],
    outcomes: () => inventedCourse,
    submit: () => ({ kind: 'accepted', seq: play.state.seq, commandId: null }),
  };
  const arrivedScene = {
    orders: [
      {
        from: {
          server: 'https://clinic.example/fhir',
          serverId: 'o9',
          versionId: '1',
          lastUpdated: play.now.at,
        },
        ...{ status: 'active', patientId: 'p', patientServerId: 'p9', patientName: 'TEST, Elder' },
        ...{ drug: 'Ketamine 50 mg/mL', text: '0.5 mg/kg IV over 40 min, max 40 mg', requester: 'Dr. Far' },
        ...{ authoredAt: play.now.at, why: 'it was written in another system' },
      },
    ],
    patients: [
      {
        serverId: 'p7',
        words:
          'MRN TEST-0417 is TEST, Other, born 1980-01-01, there, and TEST, Alder, born 1979-03-14, here. Nothing was merged. Find out whose number it is.',
      },
    ],
  };
  const told: { name: string; body: unknown }[] = [];
  Object.assign(window, { told });
  return {
    ask: async <N extends AskName>(name: N, input: AskInput<N>) => {
      if (name === 'submit') told.push({ name, body: input });
      const answer = answers[name] as ((input: AskInput<N>) => unknown) | undefined;
      return (answer ? answer(input) : { kind: 'done' }) as AskOutput<N>;
    },
    tell: (name, body) => {
      if (name !== 'painted' && name !== 'alive') told.push({ name, body });
    },
    on: (name, listener) => {
      listeners[name].add(listener as never);
      return () => listeners[name].delete(listener as never);
    },
  };
}
