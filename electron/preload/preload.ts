import { contextBridge, ipcRenderer } from 'electron';
import { CALL_CHANNEL, EVENT_CHANNEL } from '../../shared/api/desktop-bridge';
import type { BridgeCall, DesktopBridge } from '../../shared/api/desktop-bridge';
import type { ApiEvent, Envelope } from '../../shared/api';

// The page sees these two functions and nothing else: no channel names, no Electron event with its sender.
const bridge: DesktopBridge = {
  invoke: (method, input, operation) => {
    const call: BridgeCall = { method, input, ...(operation === undefined ? {} : { operation }) };
    return ipcRenderer.invoke(CALL_CHANNEL, call) as Promise<Envelope<unknown>>;
  },
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
