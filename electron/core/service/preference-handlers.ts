import { preferencesPath, readPreferences, savePreferences } from '../preferences/preferences-file';
import type { Handlers } from './handler';

/** Handlers that keep what the window remembers from one start to the next. */
export function makePreferenceHandlers(): Pick<Handlers, 'preferences.read' | 'preferences.save'> {
  // One after the other: two quick savings must not end in the order of the disk.
  let saving: Promise<unknown> = Promise.resolve();
  return {
    // Behind what is being saved: a page that is loaded anew asks while the last word of its predecessor is on its way
    // to the disk.
    'preferences.read': async () => {
      await saving;
      return readPreferences(preferencesPath());
    },
    'preferences.save': async (preferences) => {
      const turn = saving.then(() => savePreferences(preferencesPath(), preferences));
      saving = turn;
      return { saved: await turn };
    },
  };
}
