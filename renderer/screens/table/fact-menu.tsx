import { IconCopy, IconFileText } from '@tabler/icons-react';
import type { FactRow, ObjectFacts } from '../../../shared/api';
import type { MenuEntry } from '../../primitives/context-menu';
import { copyText } from '../../primitives/copy-button';
import { toMarkdown } from '../../primitives/table-text';
import { COMMAND_KEY } from '../../workbench/keys';
import { openFile } from '../../state/file-place';
import type { ObjectEntries } from '../../workbench/object-menu';
import { factsToTable, nameFact } from './fact-groups';

const SIZE = 15;

/** What can be done with a cell of the side-by-side view, with its row, and with the whole object. */
export function listFactEntries(
  facts: ObjectFacts,
  row: FactRow,
  value: FactRow['values'][number],
  object: ObjectEntries,
): readonly MenuEntry[] {
  const icon = <IconCopy size={SIZE} />;
  const { text, at, source } = value;
  const place = at?.kind === 'file' ? `${at.path}:${String(at.line)}` : undefined;
  return [
    {
      title: `Copy what ${source} says`,
      icon,
      keys: `${COMMAND_KEY} C`,
      disabled: text === undefined,
      run: () => void copyText(text ?? '', text ?? ''),
    },
    {
      title: 'Open the file there',
      icon: <IconFileText size={SIZE} />,
      disabled: at?.kind !== 'file',
      run: () => {
        if (at?.kind === 'file') openFile({ path: at.path, line: at.line });
      },
    },
    {
      title: 'Copy file and line',
      icon,
      disabled: place === undefined,
      run: () => void copyText(place ?? '', place ?? ''),
    },
    {
      title: 'Copy the name',
      icon,
      run: () => void copyText(nameFact(row), nameFact(row)),
    },
    {
      title: 'Copy the row as Markdown',
      icon,
      line: true,
      run: () => {
        const table = factsToTable({ ...facts, rows: [row] }, true);
        void copyText(toMarkdown(table), `${nameFact(row)} side by side`);
      },
    },
    { ...object.copyFacts, title: `Copy the whole ${facts.object} as Markdown` },
    object.copyDdl,
    { ...object.showDdl, line: true },
    object.listDifferences,
    object.plan,
  ];
}
