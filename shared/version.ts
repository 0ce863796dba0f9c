/** Put in by the bundler from package.json. */
declare const __APP_VERSION__: string;

export const appVersion: string = __APP_VERSION__;
