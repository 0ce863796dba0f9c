import { contextBridge } from 'electron';
import { appVersion } from '../shared/version';

contextBridge.exposeInMainWorld('bridge', { version: appVersion });
