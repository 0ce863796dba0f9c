import { readdirSync, readFileSync } from 'node:fs';

/** One process of the console and what it holds of the memory, shared pages divided among their users, in MB. */
export type Process = { readonly pid: number; readonly kind: string; readonly pssMb: number };

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It has ended meanwhile.
    return null;
  }
}

function parentOf(pid: number): number | null {
  const found = /\nPPid:\s*(\d+)/.exec(read(`/proc/${pid}/status`) ?? '');
  return found?.[1] === undefined ? null : Number(found[1]);
}

function kindOf(pid: number, mainPid: number): string {
  if (pid === mainPid) return 'main';
  // Chromium writes its arguments over one another with spaces.
  const words = (read(`/proc/${pid}/cmdline`) ?? '').split(/[\0 ]/);
  const of = (name: string) => words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
  return of('utility-sub-type') ?? of('type') ?? 'other';
}

/** The main process and all that descend from it, as /proc/PID/smaps_rollup tells (Linux). */
export function processesUnder(mainPid: number): Process[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const parents = new Map(pids.map((pid) => [pid, parentOf(pid)]));
  const descends = (pid: number): boolean => {
    for (
      let one: number | null | undefined = pid;
      one !== null && one !== undefined;
      one = parents.get(one)
    ) {
      if (one === mainPid) return true;
    }
    return false;
  };
  return pids.filter(descends).flatMap((pid) => {
    const kb = /\nPss:\s*(\d+) kB/.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')?.[1];
    return kb === undefined ? [] : [{ pid, kind: kindOf(pid, mainPid), pssMb: Number(kb) / 1024 }];
  });
}
