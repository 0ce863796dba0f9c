import { readdir, readFile, readlink, realpath } from 'node:fs/promises';

/**
 * Names the programs that hold a serial port open, for the message "busy" (H22). Only Linux tells, and only about
 * processes of the same user; an empty list means "not known", never "nobody".
 */
export async function portHolders(path: string): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  const device = await realpath(path).catch(() => path);
  const processes = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const holders: string[] = [];
  for (const id of processes) {
    if (Number(id) === process.pid || !(await holds(id, device))) continue;
    const name = await readFile(`/proc/${id}/comm`, 'utf8').catch(() => '');
    if (name !== '') holders.push(`${name.trim()} (process ${id})`);
  }
  return holders;
}

async function holds(id: string, device: string): Promise<boolean> {
  const open = await readdir(`/proc/${id}/fd`).catch(() => []);
  for (const fd of open) {
    const target = await readlink(`/proc/${id}/fd/${fd}`).catch(() => '');
    if (target === device) return true;
  }
  return false;
}
