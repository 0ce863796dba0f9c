import { describe, expect, test } from 'vitest';
import { ml } from '../../../shared/units/units';
import { clinicPolicy } from '../../clinic';
import {
  end,
  infusingAt,
  infusingRoom,
  onHold,
  openedRoom,
  pausedRoom,
  readyRoom,
  start,
  syringe,
} from '../session-kit';

const uses = (room: ReturnType<typeof readyRoom>) =>
  room.log.flatMap((event) => (event.type === 'syringe.used' ? [event.body] : []));

describe('what each syringe gave (SR-164)', () => {
  test('is said when the infusion is over, from the pump’s own count', () => {
    const room = infusingRoom();
    room.pass(1_000).pump(infusingAt(12.25, 1.5));
    expect(uses(room)).toEqual([]);
    room.must(end).pass(50).answered().pass(950).pump(onHold(1.5));
    expect(uses(room)).toEqual([
      {
        number: 1,
        syringeId: null,
        drug: 'Ketamine',
        concentrationMgPerMl: 2,
        givenMl: { low: 1.5, high: 1.5 },
      },
    ]);
  });

  test('is divided between two syringes at the change', () => {
    const room = pausedRoom();
    const given = room.session.delivered.lowMl;
    room.hear('syringe.traced', { by: room.session.openedBy, syringeId: 'S1' });
    room.must({ kind: 'load-syringe', syringe: { ...syringe, volumeMl: ml(30) } });
    expect(uses(room)).toMatchObject([{ number: 1, syringeId: 'S1', givenMl: { low: given } }]);
    expect(room.session.ledger.loads).toHaveLength(2);
  });
});

test('where the clinic asks for it, no start from a syringe that the ledger does not know (SR-164)', () => {
  const room = openedRoom();
  expect(room.session.policy.ledger.tracing).toBe('flagged');
  const strict = readyRoom();
  strict.state = {
    ...strict.state,
    session: {
      ...strict.session,
      policy: { ...clinicPolicy, ledger: { ...clinicPolicy.ledger, tracing: 'required' } },
    },
  };
  expect(strict.against(start())).toEqual(['the syringe is not traced to the ledger']);
  strict.hear('syringe.traced', { by: strict.session.openedBy, syringeId: 'S1' });
  expect(strict.must(start()).session.openCommand?.command.kind).toBe('start');
});
