import path from 'node:path';
import type { BrowserWindow, WebContents } from 'electron';
import { screen } from 'electron';
import { openWindow } from '../shell/window';

/** The window for reading a running session beside the bedside. */
export type ReviewWindow = {
  /** Shows it, or brings it to the front. */
  open(): void;
  /** Null: it is not there. */
  contents(): WebContents | null;
  close(): void;
};

/**
 * One window beside the bedside's, in a process of its own. Nothing of it is waited for and nothing follows from what
 * becomes of it: closed, crashed or hanging, it is gone until somebody opens it again.
 */
export function keepReviewWindow(setting: {
  readonly folder: string;
  readonly bedside: () => BrowserWindow | null;
}): ReviewWindow {
  let current: BrowserWindow | null = null;

  function take(window: BrowserWindow): void {
    current = window;
    window.on('closed', () => {
      if (current === window) current = null;
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      console.error(`The window for reading ended: ${reason}.`);
      if (!window.isDestroyed()) window.destroy();
    });
    // A second screen is what it is for: on the first one it would cover the bedside.
    const bedside = setting.bedside();
    if (bedside === null) return;
    const taken = screen.getDisplayMatching(bedside.getBounds());
    const free = screen.getAllDisplays().find(({ id }) => id !== taken.id);
    if (free !== undefined) window.setBounds(free.workArea);
  }

  function open(): void {
    if (current !== null) {
      if (current.isMinimized()) current.restore();
      current.focus();
      return;
    }
    openWindow({
      preload: path.join(setting.folder, 'preload.cjs'),
      width: 1280,
      height: 800,
      backgroundColor: '#ffffff',
      path: 'index.html?window=reading',
      prepared: take,
    }).catch((error: unknown) => {
      console.error(`The window for reading can not be shown: ${String(error)}`);
      if (current !== null && !current.isDestroyed()) current.destroy();
    });
  }

  return {
    open,
    contents: () => current?.webContents ?? null,
    close() {
      if (current !== null && !current.isDestroyed()) current.destroy();
    },
  };
}
