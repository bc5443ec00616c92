import { IconCopy } from '@tabler/icons-react';
import type { MenuEntry } from '../../primitives/context-menu';
import { copyText } from '../../primitives/copy-button';
import { scriptOf } from './statement-detail';
import type { StatementRow } from './statement-words';

const SIZE = 15;

/** What can be copied of a statement: it alone, as it runs, and what takes it back. */
export function listStatementEntries({ statement, reverse }: StatementRow): readonly MenuEntry[] {
  const icon = <IconCopy size={SIZE} />;
  const { title, object, sql, steps } = statement;
  return [
    { title: 'Copy the statement', icon, run: () => void copyText(sql, title) },
    {
      title: 'Copy it as it runs',
      icon,
      run: () => void copyText(scriptOf(steps), `${title}, with its guard`),
    },
    {
      title: 'Copy what takes it back',
      icon,
      disabled: reverse.length === 0,
      run: () => void copyText(scriptOf(reverse.map((one) => one.sql)), `what takes back: ${title}`),
    },
    { title: 'Copy name', icon, line: true, run: () => void copyText(object, object) },
  ];
}
