import { IconCopy, IconSquareCheck } from '@tabler/icons-react';
import type { MenuEntry } from '../../primitives/context-menu';
import { copyText } from '../../primitives/copy-button';
import type { ObjectEntries } from '../../workbench/object-menu';
import type { ChangeRow } from './change-tree';

const SIZE = 15;

/** What can be done with a row of the tree of changes; `object` for one that is about an object. */
export function listChangeEntries(
  row: ChangeRow,
  object: ObjectEntries | undefined,
  tick: () => void,
): readonly MenuEntry[] {
  const words = row.kind === 'change' ? row.change.sentence : row.label;
  const isOn = row.kind === 'change' ? row.chosen : row.choice === 'all';
  return [
    {
      title: isOn ? 'Leave out' : 'Choose',
      icon: <IconSquareCheck size={SIZE} />,
      keys: 'Space',
      disabled: row.kind === 'change' && row.change.refusal !== undefined,
      run: tick,
    },
    {
      title: row.kind === 'change' ? 'Copy the sentence' : 'Copy name',
      icon: <IconCopy size={SIZE} />,
      run: () => void copyText(words, words),
    },
    ...(object === undefined
      ? []
      : [
          withoutKeys({ ...object.compare, line: true }),
          object.showDdl,
          object.listDifferences,
          object.copyName,
          object.copySqlName,
          object.copyDdl,
        ]),
  ];
}

/** In this tree, Enter ticks. */
function withoutKeys({ keys: _keys, ...entry }: MenuEntry): MenuEntry {
  return entry;
}
