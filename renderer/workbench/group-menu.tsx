import { IconArrowsMinimize, IconArrowsMaximize, IconCopy, IconList } from '@tabler/icons-react';
import type { MenuEntry } from '../primitives/context-menu';
import { copyText } from '../primitives/copy-button';
import { makePlace } from '../state/place';
import { goTo } from '../state/use-place';
import { useWindow } from '../state/window-store';
import type { ExplorerRow } from './explorer-rows';

const SIZE = 15;

/** What can be done with a group of the explorer: `names` are those of its objects, `keys` those of all groups. */
export function listGroupEntries(
  row: Extract<ExplorerRow, { kind: 'group' }>,
  names: readonly string[],
  keys: readonly string[],
): readonly MenuEntry[] {
  return [
    ...(row.of === 'schema'
      ? [
          {
            title: 'Its differences as a list',
            icon: <IconList size={SIZE} />,
            run: () => {
              goTo(makePlace('drift', [], { schema: row.title }));
            },
          },
          {
            title: 'Copy name',
            icon: <IconCopy size={SIZE} />,
            run: () => void copyText(row.title, row.title),
          },
        ]
      : []),
    {
      title: 'Copy the names in it',
      icon: <IconCopy size={SIZE} />,
      disabled: names.length === 0,
      run: () => void copyText(names.join('\n'), `the names in ${row.title}`),
    },
    {
      title: 'Fold all',
      icon: <IconArrowsMinimize size={SIZE} />,
      line: true,
      run: () => {
        useWindow.setState({ folded: new Set(keys) });
      },
    },
    {
      title: 'Open all',
      icon: <IconArrowsMaximize size={SIZE} />,
      run: () => {
        useWindow.setState({ folded: new Set() });
      },
    },
  ];
}
