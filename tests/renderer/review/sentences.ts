import { charting } from './sentences/charting';
import { devices } from './sentences/devices';
import { infusion } from './sentences/infusion';
import { orders } from './sentences/orders';
import { preparation } from './sentences/preparation';
import { recovery } from './sentences/recovery';
import type { Sentences } from './sentences/table';
import { workstation } from './sentences/workstation';

export { commandId, start } from './sentences/samples';

/** One body of every type, and the sentence it must become. The type makes a missing one an error. */
export const sentences: Sentences = {
  ...workstation,
  ...orders,
  ...devices,
  ...preparation,
  ...infusion,
  ...charting,
  ...recovery,
};
