import type { MantineColorSchemeManager } from '@mantine/core';
import { remember, useWindow } from '../state/window-store';

/** Light, dark, or as the system says. */
export type Appearance = 'auto' | 'light' | 'dark';

/** Chooses light or dark for this and later starts. */
export function chooseAppearance(appearance: Appearance): void {
  remember({ appearance });
}

/** Lets Mantine read the colour scheme from what the window remembers, not from a store of its own. */
export const appearanceManager: MantineColorSchemeManager = {
  get: () => useWindow.getState().preferences.appearance,
  set: (appearance) => {
    chooseAppearance(appearance);
  },
  subscribe: (onUpdate) => {
    unsubscribe = useWindow.subscribe((state, before) => {
      if (state.preferences.appearance !== before.preferences.appearance)
        onUpdate(state.preferences.appearance);
    });
  },
  unsubscribe: () => {
    unsubscribe?.();
  },
  clear: () => {
    chooseAppearance('auto');
  },
};

let unsubscribe: (() => void) | undefined;
