import { createClient, type Transport } from '../../shared/api/client';
import { useWindow } from '../state/window-store';

const SETTLED_MS = 400;

/**
 * Takes over what was remembered, then saves changes: the first at once, those that follow quickly together, and what is left
 * when the page goes. Works on without a memory.
 */
export async function startPreferences(transport: Transport): Promise<void> {
  const call = createClient(transport);
  try {
    useWindow.setState({ preferences: await call('preferences.read', {}) });
  } catch {
    // A window with its panes as they come is better than none.
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waits = false;
  const save = (): void => {
    call('preferences.save', useWindow.getState().preferences).catch(() => undefined);
    timer = setTimeout(() => {
      timer = undefined;
      if (!waits) return;
      waits = false;
      save();
    }, SETTLED_MS);
  };
  useWindow.subscribe((state, before) => {
    if (state.preferences === before.preferences) return;
    // The first change is saved at once, because the window may be closed or read again right after it.
    if (timer === undefined) save();
    else waits = true;
  });
  // What waits to be saved would be lost with the page.
  window.addEventListener('pagehide', () => {
    if (!waits) return;
    clearTimeout(timer);
    waits = false;
    save();
  });
}
