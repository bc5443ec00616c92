import type { ReactElement } from 'react';
import { Menu } from '@mantine/core';
import { IconListTree } from '@tabler/icons-react';
import { Action } from '../primitives/action';
import { remember, useWindow } from '../state/window-store';
import { GROUPINGS } from './groupings';

/** What the explorer's objects stand together by. */
export function GroupingMenu(): ReactElement {
  const grouping = useWindow((state) => state.preferences.explorerGrouping);
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Action
          look="quiet"
          aria-label="Group objects"
          title="Group objects"
          icon={<IconListTree size={15} aria-hidden="true" />}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={grouping}
          onChange={(value) => {
            const chosen = GROUPINGS.find((one) => one.value === value);
            if (chosen) remember({ explorerGrouping: chosen.value });
          }}
        >
          {GROUPINGS.map(({ value, title }) => (
            <Menu.RadioItem key={value} value={value} closeMenuOnClick>
              {title}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
