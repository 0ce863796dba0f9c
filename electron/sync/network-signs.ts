import { net, powerMonitor } from 'electron';
import type { NetworkSigns } from './watch-network';

/** What this machine says of its network. */
export const networkSigns: NetworkSigns = {
  isOnline: () => net.isOnline(),
  onResume: (run) => void powerMonitor.on('resume', run),
  every: (ms, run) => void setInterval(run, ms),
};
