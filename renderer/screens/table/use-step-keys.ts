import { useEffectEvent, useLayoutEffect } from 'react';
import { isTyping } from '../../workbench/keys';

/** J goes to the next difference, K to the one before, unless somebody types into a field. */
export function useStepKeys(step: (by: 1 | -1) => void, enabled: boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || event.defaultPrevented) return;
    if (event.key === 'j') step(1);
    else if (event.key === 'k') step(-1);
    else return;
    event.preventDefault();
  });
  // Before the table is seen: a key that is pressed as soon as it is counts.
  useLayoutEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent): void => {
      onKey(event);
    };
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
    };
  }, [enabled]);
}
