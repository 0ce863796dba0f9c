import { app, dialog } from 'electron';

/** A start that can not go on says why, in a window and on the console, and leaves everything as it is. */
export function refuseToStart(title: string, words: string): void {
  console.error(`${title}: ${words}`);
  if (process.env.INFUSION_NO_DIALOGS !== '1') dialog.showErrorBox(title, words);
  app.exit(1);
}
