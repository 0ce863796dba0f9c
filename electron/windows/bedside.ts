import path from 'node:path';
import type { BrowserWindow } from 'electron';
import { openWindow } from '../shell/window';

/** A window that has painted nothing for this long is taken to hang. */
const HANGS_AFTER_MS = 3_000;
const LOOK_EVERY_MS = 500;
/** A page that has just begun may take this long to its first answer, on a cold disk. */
const FIRST_ANSWER_MS = 30_000;
const SHOW_AGAIN_MS = 1_000;

export type BedsideWindow = {
  window(): BrowserWindow | null;
  /** The page answered. */
  alive(): void;
  /** From now on the window may close. */
  release(): void;
};

/**
 * Keeps one window on the screen: a page that crashed or hangs is replaced, and recording, polling and alarms never
 * notice (SR-203). `closeRefusal` says in words why it must not close now; null lets it go.
 */
export function keepBedsideWindow(setting: {
  readonly folder: string;
  readonly query: string;
  readonly closeRefusal: () => string | null;
  readonly refused: (window: BrowserWindow, words: string) => void;
  readonly closed: () => void;
  /** A new page begins: what the last one said of itself holds no more. */
  readonly begins: () => void;
}): BedsideWindow {
  let current: BrowserWindow | null = null;
  let released = false;
  let rebuilding = false;
  let lastAlive: number | null = null;

  async function show(): Promise<void> {
    rebuilding = false;
    setting.begins();
    lastAlive = Date.now() + FIRST_ANSWER_MS;
    const prepared: BrowserWindow[] = [];
    try {
      await openWindow({
        preload: path.join(setting.folder, 'preload.cjs'),
        width: 1920,
        height: 1080,
        backgroundColor: '#0a0d10',
        path: `index.html${setting.query}`,
        prepared(window) {
          prepared.push(window);
          watch(window);
        },
      });
    } catch (error) {
      const [window] = prepared;
      if (window === undefined) throw error;
      // Crashed or loaded anew before its first load was over: its successor, or its new page, is there already. A
      // second window would take its place as the one that is told things, and this one would stand still.
      if (current !== window || (error as { readonly code?: string }).code === 'ERR_ABORTED') return;
      rebuilding = true;
      current = null;
      window.destroy();
      throw error;
    }
  }

  function watch(window: BrowserWindow): void {
    current = window;
    window.on('close', (event) => {
      if (released || rebuilding) return;
      const words = setting.closeRefusal();
      if (words === null) return;
      event.preventDefault();
      setting.refused(window, words);
    });
    window.on('closed', () => {
      if (current === window) current = null;
      if (!rebuilding && !released) setting.closed();
    });
    window.webContents.on('render-process-gone', (_event, details) => {
      console.error(`The window's process ended: ${details.reason}. It is built again.`);
      rebuild(window);
    });
  }

  function rebuild(window: BrowserWindow): void {
    if (rebuilding || released || current !== window) return;
    rebuilding = true;
    current = null;
    window.destroy();
    showAgain();
  }

  /** A dialog would hold up polling and alarms until somebody touched it: it is said on the console and tried again. */
  function showAgain(): void {
    show().catch((error: unknown) => {
      console.error(`The window can not be shown: ${String(error)}. It is tried again.`);
      setTimeout(showAgain, SHOW_AGAIN_MS);
    });
  }

  let lastLook = Date.now();
  setInterval(() => {
    const now = Date.now();
    // When this process was held up itself, the window's answers are still waiting to be read.
    const heldUp = now - lastLook > 2 * LOOK_EVERY_MS;
    lastLook = now;
    if (heldUp && lastAlive !== null) lastAlive = Math.max(lastAlive, now);
    if (current === null || rebuilding || lastAlive === null) return;
    if (Date.now() - lastAlive < HANGS_AFTER_MS) return;
    console.error('The window does not answer. It is built again.');
    const hung = current;
    hung.webContents.forcefullyCrashRenderer();
    rebuild(hung);
  }, LOOK_EVERY_MS);

  showAgain();
  return {
    window: () => current,
    alive() {
      lastAlive = Date.now();
    },
    release() {
      released = true;
    },
  };
}
