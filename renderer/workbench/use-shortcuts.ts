import { useLayoutEffect } from 'react';
import { togglePane, undoLast } from '../state/window-store';
import { goTo } from '../state/use-place';
import { makePlace } from '../state/place';
import { isCommand, isTyping } from './keys';
import { openPalette } from './palette-state';

const PANES = ['explorer', 'screen', 'bottom', 'inspector'] as const;

/** The keys that work everywhere: the palette, going to a table, panes, settings. */
export function useShortcuts(): void {
  // Before the first picture: a key that is pressed as soon as there is something to see counts.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'F6') {
        cyclePanes(event.shiftKey ? -1 : 1);
      } else if (isCommand(event)) {
        const key = event.key.toLowerCase();
        if (key === 'k') openPalette('everything');
        else if (key === 'p' && !event.shiftKey) openPalette('tables');
        else if (key === 'j') togglePane('bottom');
        else if (key === 'b') togglePane('explorer');
        else if (key === ',') goTo(makePlace('settings'));
        // In a field, the browser takes back what was typed.
        else if (key === 'z' && !event.shiftKey && !isTyping(event)) {
          if (!undoLast()) return;
        } else return;
      } else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

/** Moves the focus to the next pane that is there: to what it had before, else to its first control. */
function cyclePanes(step: 1 | -1): void {
  const panes = PANES.flatMap((name) => {
    const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`);
    return pane === null ? [] : [pane];
  });
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(at + step + panes.length) % panes.length];
  if (next === undefined) return;
  const target =
    next.querySelector<HTMLElement>('[role="tree"], [role="grid"], [role="treegrid"], [data-first-focus]') ??
    next.querySelector<HTMLElement>('button:not(:disabled), a[href], input, [tabindex="0"]') ??
    next;
  target.focus();
}
