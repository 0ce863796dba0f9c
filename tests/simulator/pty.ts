import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtemp, rename, rm, symlink, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A serial cable made of a pseudo-terminal; its `path` stays the same when it is plugged in again. */
export interface Pty {
  /** The name to open; a link whose target follows a re-plug. */
  readonly path: string;
  readonly attached: boolean;
  write(bytes: Uint8Array): void;
  /** Pulls the cable: whoever has the port open notices, and the name is gone. */
  unplug(): Promise<void>;
  /** Plugs it in again, at another terminal but the same `path`. */
  replug(): Promise<void>;
  /** Unplugs and removes what it made. */
  close(): Promise<void>;
}

type Terminal = { readonly name: string; readonly process: ChildProcessWithoutNullStreams };

/**
 * Opens a pseudo-terminal through `script` of util-linux, raw before its name is told, so that no byte is echoed or
 * translated. `link` is the stable name; without it, one in a new folder for temporary files.
 */
export async function openPty(setting: {
  readonly onBytes: (bytes: Uint8Array) => void;
  readonly name: string;
  readonly link?: string;
}): Promise<Pty> {
  const folder = setting.link === undefined ? await mkdtemp(join(tmpdir(), 'infusion-console-')) : null;
  const path = setting.link ?? join(folder ?? tmpdir(), setting.name);
  let terminal: Terminal | null = null;

  async function replug(): Promise<void> {
    if (terminal !== null) return;
    const opened = await openTerminal(setting.onBytes);
    terminal = opened;
    // Renaming over the old link leaves no moment in which the name points nowhere.
    const fresh = join(dirname(path), `.${setting.name}-${process.pid}`);
    await symlink(opened.name, fresh);
    await rename(fresh, path);
  }

  async function unplug(): Promise<void> {
    const gone = terminal;
    if (gone === null) return;
    terminal = null;
    await unlink(path).catch(() => {});
    const ended = new Promise<void>((resolve) => gone.process.once('exit', () => resolve()));
    if (gone.process.exitCode === null && gone.process.signalCode === null) {
      gone.process.kill('SIGKILL');
      await ended;
    }
  }

  await replug();
  return {
    path,
    get attached() {
      return terminal !== null;
    },
    write: (bytes) => {
      terminal?.process.stdin.write(bytes);
    },
    unplug,
    replug,
    async close() {
      await unplug();
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    },
  };
}

function openTerminal(onBytes: (bytes: Uint8Array) => void): Promise<Terminal> {
  return new Promise((resolve, reject) => {
    // The terminal ends with this process even when it is killed and can tidy nothing up.
    const waiting = `tail --pid=${process.pid} -f /dev/null 2>/dev/null || exec sleep infinity`;
    const command = `stty raw -echo; tty; ${waiting}`;
    const child = spawn('script', ['-qfec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'pipe'] });
    let name: string | null = null;
    let head = '';
    child.on('error', (error) =>
      reject(new Error(`no pseudo-terminal: ${error.message} (util-linux has "script")`)),
    );
    child.on('exit', (code) => reject(new Error(`no pseudo-terminal: script ended with ${code}`)));
    child.stdin.on('error', () => {});
    child.stdout.on('data', (bytes: Buffer) => {
      if (name !== null) {
        onBytes(new Uint8Array(bytes));
        return;
      }
      head += bytes.toString('latin1');
      const found = /(\/dev\/(?:pts\/\d+|tty\w+))\r?\n/.exec(head);
      if (found?.[1] === undefined) return;
      name = found[1];
      resolve({ name, process: child });
      const rest = head.slice(found.index + found[0].length);
      if (rest !== '') onBytes(new Uint8Array(Buffer.from(rest, 'latin1')));
    });
  });
}
