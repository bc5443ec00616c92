import { IconCopy, IconEyeOff, IconSquareCheck } from '@tabler/icons-react';
import type { DriftItem } from '../../../shared/api';
import type { MenuEntry } from '../../primitives/context-menu';
import { copyText } from '../../primitives/copy-button';
import { toMarkdown } from '../../primitives/table-text';
import { placeOfObject } from '../../state/place';
import { goTo } from '../../state/use-place';
import { chooseItems } from '../../state/window-store';
import { useObjectMenu } from '../../workbench/object-menu';
import { itemsToTable, type DriftLine } from './drift-lines';
import { factOfItem, keyOfItem, objectOfItem } from './drift-query';

const SIZE = 15;

/** What can be done with a line of the list: a difference, or a group of them. */
export function useDriftMenu(list: {
  readonly chosen: ReadonlySet<string>;
  readonly readOnly: boolean;
  readonly onIgnore: (items: readonly DriftItem[]) => void;
}): (line: DriftLine) => readonly MenuEntry[] {
  const { chosen, readOnly, onIgnore } = list;
  const objectMenu = useObjectMenu();
  return (line) => {
    const items = line.kind === 'group' ? line.items : [line.item];
    const keys = items.map(keyOfItem);
    const isChosen = keys.every((key) => chosen.has(key));
    const first = line.kind === 'group' ? line.first : line.item;
    const own: MenuEntry[] = [
      {
        title: isChosen ? 'Let go for a plan' : 'Choose for a plan',
        icon: <IconSquareCheck size={SIZE} />,
        keys: 'Space',
        run: () => {
          chooseItems(keys, !isChosen);
        },
      },
      {
        title: 'Ignore…',
        icon: <IconEyeOff size={SIZE} />,
        disabled: readOnly,
        run: () => {
          onIgnore(items);
        },
      },
      {
        title: items.length === 1 ? 'Copy the reason' : 'Copy the reasons',
        icon: <IconCopy size={SIZE} />,
        line: true,
        run: () => {
          const text = items.map(({ reason }) => reason).join('\n');
          void copyText(text, text);
        },
      },
      {
        title: 'Copy as a Markdown table',
        icon: <IconCopy size={SIZE} />,
        run: () => void copyText(toMarkdown(itemsToTable(items)), 'as a Markdown table'),
      },
    ];
    const spansObjects = items.some(
      (item) => item.table !== first.table || item.schema !== first.schema || item.object !== first.object,
    );
    if (spansObjects) return own;
    const { compare, showDdl, plan, copyName, copySqlName, copyDdl } = objectMenu({
      object: first.object,
      schema: first.schema,
      name: first.table,
    });
    const toLine = (): void => {
      goTo(placeOfObject(objectOfItem(first), line.kind === 'group' ? {} : { row: factOfItem(first) }));
    };
    const ways = [{ ...compare, run: toLine }, ...own, { ...showDdl, line: true }, plan];
    return [...ways, copyName, copySqlName, copyDdl];
  };
}
