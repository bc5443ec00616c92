import type { ReactElement } from 'react';
import { Menu } from '@mantine/core';
import { IconChevronDown, IconCopy, IconDownload } from '@tabler/icons-react';
import { Action } from './action';
import { copyText } from './copy-button';
import { saveText } from './save-text';
import { toCsv, toMarkdown, type TextTable } from './table-text';

/** Copies a list as Markdown or CSV, or saves it as a file. `what` names it, `file` its file without the ending. */
export function CopyTable(props: {
  readonly what: string;
  readonly file: string;
  readonly disabled?: boolean;
  readonly table: () => TextTable;
}): ReactElement {
  const { what, file, table } = props;
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Action
          look="quiet"
          title={`Copy or save ${what}`}
          disabled={props.disabled}
          icon={<IconCopy size={14} aria-hidden="true" />}
        >
          Copy <IconChevronDown size={12} aria-hidden="true" />
        </Action>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconCopy size={15} />}
          onClick={() => void copyText(toMarkdown(table()), `${what} as Markdown`)}
        >
          Copy as Markdown
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy size={15} />}
          onClick={() => void copyText(toCsv(table()), `${what} as CSV`)}
        >
          Copy as CSV
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconDownload size={15} />}
          onClick={() => {
            saveText(`${file}.md`, 'text/markdown', `${toMarkdown(table())}\n`);
          }}
        >
          Save as Markdown
        </Menu.Item>
        <Menu.Item
          leftSection={<IconDownload size={15} />}
          onClick={() => {
            saveText(`${file}.csv`, 'text/csv', toCsv(table()));
          }}
        >
          Save as CSV
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
