import { app, type IpcMainEvent, type IpcMainInvokeEvent, type Session, type WebContents } from 'electron';
import { ORIGIN } from './scheme';

/** The page is one document from our own files. It goes nowhere, opens nothing and holds no foreign content. */
function confine(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // WebRTC is the one way out that neither the content security policy nor a request filter sees.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

export function confineAllPages(): void {
  app.on('web-contents-created', (_event, contents) => confine(contents));
}

/** Takes from a session all permissions, all devices, all downloads and the network. */
export function lockDown(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  const local = app.isPackaged ? /^(app|blob|data):/ : /^(app|blob|data|devtools):/;
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !local.test(url) }));
}

/** Only the main frame of our own page may talk to the main process. */
export function isTrustedSender(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && frame.url.startsWith(`${ORIGIN}/`);
}
