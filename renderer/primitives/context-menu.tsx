import { Fragment, useState, type ReactElement, type ReactNode } from 'react';
import { Menu } from '@mantine/core';
import { Keys } from './action';
import css from './context-menu.module.css';

/** How far from its row's left end a menu hangs that was opened by a key, in CSS pixels. */
const INSET = 32;

/** Something that a menu does. `keys` shows the shortcut that does the same; `line` draws a line above it. */
export interface MenuEntry {
  readonly title: string;
  readonly icon?: ReactNode;
  readonly keys?: string;
  readonly line?: boolean;
  readonly disabled?: boolean;
  readonly run: () => void;
}

/** What a menu is opened at: a press of the pointer, or the row that the keyboard is at. */
export type MenuAnchor = { readonly clientX: number; readonly clientY: number } | Element | null;

interface OpenMenu {
  readonly name: string;
  readonly entries: readonly MenuEntry[];
  readonly x: number;
  readonly y: number;
  readonly byKey: boolean;
  readonly before: Element | null;
}

/** True for the Menu key and for Shift F10. */
export function isMenuKey(event: { readonly key: string; readonly shiftKey: boolean }): boolean {
  return event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
}

/**
 * A menu at the pointer or at a row: `openMenu` shows it, `menu` is to be rendered beside the list, never in it, whose
 * keys it would press. The arrows walk it, Escape closes it, and the focus returns to where it was.
 */
export function useContextMenu(): {
  readonly menu: ReactElement | null;
  readonly openMenu: (anchor: MenuAnchor, name: string, entries: readonly MenuEntry[]) => void;
} {
  const [open, setOpen] = useState<OpenMenu>();
  const openMenu = (anchor: MenuAnchor, name: string, entries: readonly MenuEntry[]): void => {
    if (anchor === null || entries.length === 0) return;
    const before = document.activeElement;
    if (!(anchor instanceof Element)) {
      setOpen({ name, entries, x: anchor.clientX, y: anchor.clientY, byKey: false, before });
      return;
    }
    const { left, bottom } = anchor.getBoundingClientRect();
    const next = { name, entries, x: left + INSET, y: bottom, byKey: true, before };
    // After this very key: a menu that is there while it is pressed takes it for one that closes it.
    setTimeout(() => {
      setOpen(next);
    });
  };
  const menu =
    open === undefined ? null : (
      <Menu
        opened
        onClose={() => {
          setOpen(undefined);
          if (open.before instanceof HTMLElement) open.before.focus();
        }}
        position="bottom-start"
        width="max-content"
        // One that hangs at the pointer marks nothing until it is walked, as menus of the system do.
        withInitialFocusPlaceholder={!open.byKey}
        returnFocus={false}
        transitionProps={{ duration: 0 }}
        loop
      >
        <Menu.Target>
          <button
            type="button"
            tabIndex={-1}
            aria-label={`Menu of ${open.name}`}
            className={css['anchor']}
            style={{ left: open.x, top: open.y }}
          />
        </Menu.Target>
        <Menu.Dropdown
          onContextMenu={(event) => {
            // The system's own menu would hide this one: some send this when the Menu key is let go.
            event.preventDefault();
          }}
        >
          {open.entries.map((entry, at) => (
            <Fragment key={entry.title}>
              {entry.line === true && at > 0 && <Menu.Divider />}
              <Menu.Item
                disabled={entry.disabled === true}
                leftSection={<span className={css['sign']}>{entry.icon}</span>}
                rightSection={entry.keys === undefined ? undefined : <Keys>{entry.keys}</Keys>}
                onClick={entry.run}
              >
                {entry.title}
              </Menu.Item>
            </Fragment>
          ))}
        </Menu.Dropdown>
      </Menu>
    );
  return { menu, openMenu };
}
