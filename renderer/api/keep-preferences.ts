import { createClient, type Transport } from '../../shared/api';
import { useWindow } from '../state/window-store';

const SETTLED_MS = 400;

/** Takes over what was remembered, then saves every change once it has settled. Works on without a memory. */
export async function startPreferences(transport: Transport): Promise<void> {
  const call = createClient(transport);
  try {
    useWindow.setState({ preferences: await call('preferences.read', {}) });
  } catch {
    // A window with its panes as they come is better than none.
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  useWindow.subscribe((state, before) => {
    if (state.preferences === before.preferences) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      call('preferences.save', useWindow.getState().preferences).catch(() => undefined);
    }, SETTLED_MS);
  });
}
