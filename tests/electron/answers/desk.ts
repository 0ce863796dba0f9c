import { answersFrom } from '../../../electron/answers';
import { idleLock } from '../../../electron/session/idle-lock';
import { allPlaces } from '../../../electron/store/elsewhere/places';
import { keepPin } from '../../../electron/store/pin';
import type { WorkstationFacts } from '../../../shared/ipc/standing';
import type { ClinicRules } from '../../../shared/policy/clinic-rules';
import { type StaffRole, staffRole } from '../../../shared/record/people';
import type { EventType, LoggedEvent } from '../../../shared/session/events';
import { minutes } from '../../../shared/units/units';
import { clinicPolicy } from '../../clinic';
import { copiesIn, infusionRoom } from '../session/room';
import { alder, limits } from '../store/samples';
import { syncParts } from './sync-parts';

export const PASSWORD = 'correct horse battery';
export const PIN = '2580';
/** The clinic's rules, with a day short enough to be lived through. */
export const rules: ClinicRules = {
  ...clinicPolicy,
  access: { ...clinicPolicy.access, passwordEveryMin: minutes(20) },
};

type Room = ReturnType<typeof infusionRoom>;

/** Everything of one type that the record holds, over all sessions. */
export function kept<T extends EventType>(room: Room, type: T): Extract<LoggedEvent, { type: T }>[] {
  return [...room.run.store.everything()].filter(
    (event): event is Extract<LoggedEvent, { type: T }> => event.type === type,
  );
}

/** The answers of a console that runs in `room`; ask again after each start of it. */
export function answersOf(room: Room) {
  const { controller, store, life } = room.run;
  const lock = idleLock({ clock: life.clock, controller, idleMin: rules.access.lockAfterIdleMin });
  const answers = answersFrom({
    controller,
    store,
    clock: life.clock,
    facts: () => ({ room: '2' }) as WorkstationFacts,
    limits: () => [limits],
    policy: rules,
    submitted: () => undefined,
    room: '2',
    templateFaults: [],
    orders: copiesIn(store),
    filling: { now: async () => undefined },
    exports: { text: (name) => name, pdf: async (name) => name },
    exportsFolder: 'exports',
    places: {
      ...allPlaces({ here: store, folder: 'no-rooms', open: () => null }),
      risksElsewhere: () => room.riskElsewhere,
      atRiskElsewhere: () => (room.riskElsewhere.length > 0 ? [alder.patientId] : []),
    },
    ...syncParts(controller),
    sync: { status: () => ({ kind: 'off' }), control: () => undefined },
    makeExport: async ({ file }) => ({ kind: 'made', files: [file] }),
  });
  const enter = (personId: string, kind: 'password' | 'pin', secret: string) =>
    answers.signIn({ personId, with: kind, secret });
  return { answers, store, controller, lock, enter, operator: () => controller.state().operator };
}

/** A workstation with one person of each role, all with the same password and PIN. */
export function desk(roles: readonly StaffRole[] = staffRole.options) {
  const room = infusionRoom();
  room.start();
  const at = room.run.life.clock.now().at;
  for (const role of roles) {
    const { store } = room.run;
    store.addPerson({ name: `Person ${role}`, role, pin: PIN, personId: role }, at);
    // Kept at less than today's cost: the tests wait for fewer hashes, and the first sign-in has to raise it.
    store.setSecret(role, 'password', { ...keepPin(PASSWORD), oneTime: false }, at);
  }
  return { room, ...answersOf(room) };
}
