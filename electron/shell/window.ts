import { app, BrowserWindow } from 'electron';
import { ORIGIN } from './scheme';

export interface WindowOptions {
  readonly preload: string;
  readonly width?: number;
  readonly height?: number;
  /** Shown until the page paints, so that a dark room does not get a white flash. */
  readonly backgroundColor?: string;
  /** Path and query within the page's own origin. */
  readonly path?: string;
  /** Called before the page loads, so that nothing that happens to it is missed. */
  readonly prepared?: (window: BrowserWindow) => void;
}

export async function openWindow(options: WindowOptions): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    width: options.width ?? 1600,
    height: options.height ?? 1000,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    title: app.getName(),
    backgroundColor: options.backgroundColor ?? '#0f1417',
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      // A covered or minimised window must go on counting, drawing and sounding alarms.
      backgroundThrottling: false,
      autoplayPolicy: 'no-user-gesture-required',
    },
  });
  window.once('ready-to-show', () => window.show());
  options.prepared?.(window);
  await window.loadURL(`${ORIGIN}/${options.path ?? ''}`);
  return window;
}
