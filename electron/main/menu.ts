import type { MenuItemConstructorOptions } from 'electron';

/** What the menu can have done. */
export interface MenuActions {
  /** Goes to a place of the window, such as `#/drift`. */
  readonly go: (place: string) => void;
  /** Lets the person choose a folder, and shows what is in it. */
  readonly openFolder: () => void;
}

const PLACES = [
  ['Overview', '#/overview'],
  ['Drift', '#/drift'],
  ['Sync', '#/sync'],
  ['Review', '#/review'],
  ['Run', '#/run'],
  ['History', '#/history'],
] as const;

/** The application's menu. Keys that the page knows itself stand nowhere here: they work in the page. */
export function menuTemplate(
  platform: NodeJS.Platform,
  isPackaged: boolean,
  { go, openFolder }: MenuActions,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  return [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    {
      label: '&File',
      submenu: [
        { label: 'Open Folder…', accelerator: 'CmdOrCtrl+O', click: openFolder },
        {
          label: 'Welcome',
          click: () => {
            go('#/welcome');
          },
        },
        {
          label: 'Add a Connection…',
          click: () => {
            go('#/settings/sources?connection=%3Anew');
          },
        },
        { type: 'separator' },
        {
          label: 'Settings',
          click: () => {
            go('#/settings');
          },
        },
        { type: 'separator' },
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&Go',
      submenu: PLACES.map(([label, place]) => ({
        label,
        click: () => {
          go(place);
        },
      })),
    },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        // For those who work on Tidemark; an installed one has no developer tools.
        ...(isPackaged ? [] : [{ role: 'reload' as const }, { role: 'toggleDevTools' as const }]),
      ],
    },
    { role: 'windowMenu' },
  ];
}
