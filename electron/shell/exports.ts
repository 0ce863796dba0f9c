import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BrowserWindow } from 'electron';

/** Where files for people go: beside the record, so that what holds clinic data stays in one place. */
export type Exports = {
  /** Writes a text file; the answer is its full path. */
  text(name: string, content: string): string;
  /** Prints a page without script to PDF; the answer is its full path. */
  pdf(name: string, html: string): Promise<string>;
};

/** A file is there whole or not at all. */
function place(folder: string, name: string, content: string | Uint8Array): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, path.basename(name));
  const draft = `${file}.part`;
  writeFileSync(draft, content, { mode: 0o600 });
  renameSync(draft, file);
  return file;
}

/** Exports into `folder`, which is made when the first file needs it. */
export function exportsInto(folder: string): Exports {
  return {
    text: (name, content) => place(folder, name, content),
    async pdf(name, html) {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { javascript: false, sandbox: true, contextIsolation: true, nodeIntegration: false },
      });
      try {
        await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(html).toString('base64')}`);
        const printed = await window.webContents.printToPDF({
          preferCSSPageSize: true,
          printBackground: true,
        });
        return place(folder, name, printed);
      } finally {
        window.destroy();
      }
    },
  };
}
