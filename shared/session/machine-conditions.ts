import { type StandingCondition, standing } from '../alarms/condition';
import type { WorkstationPolicy } from '../policy/workstation-policy';
import { formatNumber } from '../units/format';
import type { Power } from '../workstation/power';

/** What the machine itself lacks while a session is open: mains (SR-206), and staying awake (SR-200). */
export function machineConditions(
  policy: WorkstationPolicy,
  { power, mayFallAsleep }: { readonly power: Power; readonly mayFallAsleep: string | null },
): StandingCondition[] {
  const found: StandingCondition[] = [];
  if (power.source === 'battery') {
    const { batteryPercent } = power;
    const low = batteryPercent !== null && batteryPercent <= policy.batteryLowPercent;
    found.push(
      low
        ? standing({
            condition: 'battery-low',
            priority: 'high',
            words: `Workstation battery low, at most ${formatNumber(policy.batteryLowPercent, 0)} % left`,
            response:
              'Plug in the power cable now. If it goes out, watch the pump and the monitor themselves.',
          })
        : standing({
            condition: 'on-battery',
            priority: 'medium',
            words: 'The workstation runs on its battery',
            response:
              batteryPercent === null
                ? 'Plug in the power cable. How much is left is not known.'
                : 'Plug in the power cable.',
          }),
    );
  }
  if (mayFallAsleep !== null) {
    found.push(
      standing({
        condition: 'may-fall-asleep',
        priority: 'medium',
        words: 'The workstation may fall asleep',
        response: `${mayFallAsleep} Touch the screen every few minutes and switch off its energy saving.`,
      }),
    );
  }
  return found;
}
