import { describe, expect, it } from 'vitest';
import { readSyringe } from '../../../renderer/parts/syringe-draft';
import { startVerdict } from '../../../renderer/prestart/start-checks';
import { minutes } from '../../../shared/units/units';
import { Play } from '../harness/play';

const verdict = (play: Play, reasons: Parameters<typeof startVerdict>[3] = []) => {
  const { session } = play.state;
  if (session === null) throw new Error('no session');
  return startVerdict(play.state, session, play.now.mono, reasons, null);
};
const open = () => new Play(Date.UTC(2030, 0, 7, 9)).hello().open();

describe('START', () => {
  it('names what is open', () => {
    expect(verdict(open()).blocked).toContain('right patient, two identifiers');
  });

  it('needs a reason for every soft limit, and then may be held', () => {
    const play = open().checks();
    expect(verdict(play).proposal?.mlPerHour).toBe('6.8');
    const { session } = play.state;
    if (session === null) throw new Error('no session');
    const long = { ...session, order: { ...session.order, durationMin: minutes(330) } };
    const asked = (reasons: Parameters<typeof startVerdict>[3]) =>
      startVerdict({ ...play.state, session: long }, long, play.now.mono, reasons, null).blocked;
    expect(asked([])).toContain('soft limit without a reason');
    expect(asked([{ rule: 'duration', code: 'other', text: '' }])).toContain('without a reason');
    expect(asked([{ rule: 'duration', code: 'ordered', text: '' }])).toBeNull();
  });

  it('says that the window is too small', () => {
    const play = open().checks();
    const { session } = play.state;
    if (session === null) throw new Error('no session');
    expect(startVerdict(play.state, session, play.now.mono, [], 'window 1024 x 700').blocked).toContain(
      '1024',
    );
  });
});

it('reads a label strictly', () => {
  const label = { drug: 'ketamine', concentration: '2', volume: '48.5', lot: '', expires: '' };
  expect(readSyringe(label).syringe).toMatchObject({ concentrationMgPerMl: 2, volumeMl: 48.5, lot: null });
  expect(readSyringe({ ...label, concentration: '0' }).syringe).toBeNull();
  expect(readSyringe({ ...label, volume: '48,5' }).wrong.volume).toContain('comma');
});
