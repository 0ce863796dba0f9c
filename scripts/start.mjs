// npm start [-- options for the console]
// Without --pump or --monitor the console gets a simulated pump and a simulated monitor.
import { build } from './build.mjs';
import { run } from './child.mjs';
import { withDisplay } from './display.mjs';
import { isRoot, root } from './paths.mjs';
import { setupOrStop } from './setup.mjs';
import { startSimulatedDevices } from './simulated-devices.mjs';

const log = console.error;
const given = process.argv.slice(2);
const ownDevices = given.some((argument) => /^--(pump|monitor)(=|$)/.test(argument));

const { electron, env } = await setupOrStop({ log });
await build({ log });

process.exitCode = await withDisplay(env, { log }, async (displayEnv) => {
  const devices = ownDevices ? { args: [], stop: () => {} } : await startSimulatedDevices(displayEnv);
  if (devices.args.length > 0) log('no device given: the pump and the monitor are simulated');
  try {
    const sandbox = isRoot ? ['--no-sandbox'] : [];
    const args = [...sandbox, root, ...devices.args, ...given];
    return await run(electron.exe, args, { env: displayEnv, quiet: true });
  } finally {
    devices.stop();
  }
});
