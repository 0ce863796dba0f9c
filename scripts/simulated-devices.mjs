// A simulated pump and a simulated monitor at the far ends of two wires, for a console started without devices.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { root } from './paths.mjs';

const PUMP = 'alaris-asena';
const MONITOR = 'philips-intellivue';

/** Starts one simulator and waits for its first line, a JSON object that says where it listens. */
function startSimulator(device, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'out/simulate.cjs'), device, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      reject(new Error(`the simulated ${device} ended with ${code} before it was ready`)),
    );
    const lines = readline.createInterface({ input: child.stdout });
    lines.once('line', (line) => {
      try {
        resolve({ ...JSON.parse(line), stop: () => child.kill() });
      } catch {
        child.kill();
        reject(new Error(`the simulated ${device} said "${line}" where its address was expected`));
      }
    });
  });
}

function controlSocket(device) {
  return path.join(os.tmpdir(), `infusion-console-${process.pid}-${device}.sock`);
}

/** { args for the console, stop }. The monitor's patient answers to what the pump has really delivered. */
export async function startSimulatedDevices(env) {
  if (!existsSync(path.join(root, 'out/simulate.cjs'))) return { args: [], stop: () => {} };
  const running = [];
  const stop = () => {
    for (const simulator of running) simulator.stop();
  };
  try {
    const pump = await startSimulator(PUMP, ['--control', controlSocket(PUMP)], env);
    running.push(pump);
    const monitorArgs = ['--control', controlSocket(MONITOR), '--pump-control', pump.control];
    const monitor = await startSimulator(MONITOR, monitorArgs, env);
    running.push(monitor);
    return {
      args: ['--pump', `${PUMP}:${pump.path}`, '--monitor', `${MONITOR}:${monitor.path}`, '--simulation'],
      stop,
    };
  } catch (error) {
    stop();
    throw error;
  }
}
