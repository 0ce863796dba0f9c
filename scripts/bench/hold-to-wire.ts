import { expectState, pause, resume, startInfusion } from '../../tests/journeys/nurse';
import type { Told } from './metrics-file';
import { type Row, row } from './numbers';
import { pageClock } from './page-clock';
import { type Pressed, presses, watchPresses } from './presses';
import { type Stage, setStage } from './stage';
import type { Tapped } from './tapped-pump';

const CYCLES = 25;
const REPEATED = 150;
const BETWEEN_MS = 350;
/** The hold of start and resume; `renderer/parts/hold-timer.ts` has it. */
const HOLD_MS = 1_500;

/** One act of a person, followed to the pump; raw milliseconds. */
export type Followed = {
  /** The finger touched (PAUSE) or had held long enough. */
  readonly asked: number;
  readonly submitted: number;
  readonly sent: number;
  /** The pump's end of the line had the first frame of the command, and the one that acts. */
  readonly firstAtPump: number;
  readonly actAtPump: number;
};

export type Act = { readonly frame: string; readonly first: readonly string[]; readonly holdMs: number };
/** PAUSE, as `follow` wants it. */
export const stop: Act = { frame: 'INF_STOP', first: ['INF_STOP'], holdMs: 0 };
const start: Act = { frame: 'INF_START', first: ['REMOTE_CTRL', 'INF_RATE'], holdMs: HOLD_MS };

/** The acts of a person that can be found again in what the console told and at the pump. */
export function follow(
  pressed: readonly Pressed[],
  act: Act,
  told: Told,
  heard: readonly Tapped[],
): Followed[] {
  const ahead = told.clock.mono - told.clock.rawMs;
  const submits = told.of('submitted').map(({ mono }) => mono - ahead);
  const sents = told.of('command').flatMap(({ phase, mono }) => (phase === 'sent' ? [mono - ahead] : []));
  return pressed.flatMap(({ rawMs }) => {
    const asked = rawMs + act.holdMs;
    // A coarse page clock may put the finger half a millisecond after what it caused.
    const submitted = submits.find((one) => one >= asked - 1);
    const sent = submitted === undefined ? undefined : sents.find((one) => one >= submitted);
    const atPump = (names: readonly string[]) =>
      heard.find((one) => one.rawMs >= (submitted ?? 0) && names.includes(one.name))?.rawMs;
    const [firstAtPump, actAtPump] = [atPump(act.first), atPump([act.frame])];
    if (submitted === undefined || sent === undefined || firstAtPump === undefined || actAtPump === undefined)
      return [];
    return [{ asked, submitted, sent, firstAtPump, actAtPump }];
  });
}

async function act({ page }: Stage): Promise<void> {
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    await pause(page, null);
    await resume(page);
  }
  await pause(page, null);
  for (let again = 0; again < REPEATED; again += 1) {
    await page.waitForTimeout(BETWEEN_MS);
    await page.getByTestId('pause').click();
  }
  await expectState(page, 'paused');
}

const between = (followed: readonly Followed[], from: keyof Followed, to: keyof Followed) =>
  followed.map((one) => one[to] - one[from]);

/** From a person's finger to the wire and to the pump, in a running infusion: PAUSE and RESUME in turn, then PAUSE again and again. */
export async function holdToWire(): Promise<Row[]> {
  const stage = await setStage();
  try {
    await startInfusion(stage.page);
    await watchPresses(stage.page);
    const before = await pageClock(stage.page);
    await act(stage);
    const after = await pageClock(stage.page);
    const clock = { ...before, aheadMs: (before.aheadMs + after.aheadMs) / 2 };
    const told = await stage.told();
    const stops = follow(await presses(stage.page, 'pause', clock), stop, told, stage.pump.heard);
    const starts = follow(await presses(stage.page, 'resume-hold', clock), start, told, stage.pump.heard);
    const drift = Math.abs(after.aheadMs - before.aheadMs);
    const note = `page clock known to ${before.uncertainMs.toFixed(2)} ms, moved by ${drift.toFixed(2)} ms in the run`;
    const aim = { of: 'p99', below: 20 } as const;
    return [
      row('PAUSE: finger to written by the devices process', between(stops, 'asked', 'sent'), { aim, note }),
      row('  finger to main process', between(stops, 'asked', 'submitted')),
      row('  main process to written', between(stops, 'submitted', 'sent'), { aim }),
      row('  written to read by the pump', between(stops, 'sent', 'actAtPump')),
      row('RESUME: end of hold to first frame at the pump', between(starts, 'asked', 'firstAtPump')),
      row('  end of hold to main process', between(starts, 'asked', 'submitted')),
      row('  main process to first frame at the pump', between(starts, 'submitted', 'firstAtPump'), { aim }),
      row('  main process to INF_START written', between(starts, 'submitted', 'sent'), {
        note: 'control, rate and volume limit are set and read back before INF_START: six answers of the pump',
      }),
    ];
  } finally {
    await stage.close();
  }
}
