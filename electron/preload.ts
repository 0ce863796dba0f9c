import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../shared/ipc/contract';
import { askNames, saidNames, tellNames } from '../shared/ipc/names';

/** The page can say what the contract names and nothing else; `ipcRenderer` itself never reaches it. */
function known(list: readonly string[], name: string): string {
  if (!list.includes(name)) throw new Error(`${name} is not part of the contract`);
  return name;
}

const bridge: Bridge = {
  ask: (name, input) => ipcRenderer.invoke(known(askNames, name), input),
  tell: (name, body) => ipcRenderer.send(known(tellNames, name), body),
  on(name, listener) {
    const channel = known(saidNames, name);
    const heard = (_event: unknown, body: unknown) => listener(body as Parameters<typeof listener>[0]);
    ipcRenderer.on(channel, heard);
    return () => {
      ipcRenderer.removeListener(channel, heard);
    };
  },
};

contextBridge.exposeInMainWorld('bridge', bridge);
