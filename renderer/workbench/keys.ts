/** True where the command key takes the part of Ctrl. */
export const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);

/** What stands on the key that commands begin with. */
export const COMMAND_KEY = IS_MAC ? '⌘' : 'Ctrl';

/** True when the command key is held, and no other but perhaps Shift. */
export function isCommand(event: KeyboardEvent): boolean {
  return (IS_MAC ? event.metaKey : event.ctrlKey) && !event.altKey;
}

/** True when what is typed goes into a field, so that single letters are no shortcuts. */
export function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !(target instanceof HTMLInputElement && /^(checkbox|radio)$/.test(target.type))
  );
}
