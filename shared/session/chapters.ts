import { access } from './access/rules';
import { alarmLimits } from './alarms/rules';
import type { Chapter } from './chapter';
import { delivery } from './delivery/rules';
import { elsewhere } from './elsewhere/rules';
import { ledger } from './ledger/rules';
import { recovery } from './recovery/rules';
import { rounds } from './rounds/rules';
import { verification } from './verification/rules';

/** Every chapter of a session's rules; their order is the order in which they are asked. */
export const chapters: readonly Chapter[] = [
  alarmLimits,
  verification,
  rounds,
  delivery,
  recovery,
  ledger,
  access,
  elsewhere,
];
