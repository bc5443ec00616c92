import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { CALL_CHANNEL, EVENT_CHANNEL } from '../../shared/api/desktop-bridge';
import type { BridgeCall, DesktopBridge } from '../../shared/api/desktop-bridge';
import type { ApiEvent, Envelope } from '../../shared/api';

// The page sees these three functions and nothing else: no channel names, no Electron event with its sender.
const bridge: DesktopBridge = {
  invoke: (method, input, operation) => {
    const call: BridgeCall = { method, input, ...(operation === undefined ? {} : { operation }) };
    return ipcRenderer.invoke(CALL_CHANNEL, call) as Promise<Envelope<unknown>>;
  },
  // Electron checks that it is a File: a page can name no path, only ask for that of what a person dropped.
  pathOf: (file) => webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]),
  subscribe: (listener) => {
    const receive = (_event: unknown, event: ApiEvent): void => {
      listener(event);
    };
    ipcRenderer.on(EVENT_CHANNEL, receive);
    return () => {
      ipcRenderer.removeListener(EVENT_CHANNEL, receive);
    };
  },
};

contextBridge.exposeInMainWorld('tidemark', bridge);
