import { IconCopy, IconFileExport, IconListDetails, IconListSearch, IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { SourceSummary } from '../../shared/api';
import { refreshAll, useApi } from '../api/api-context';
import type { MenuEntry } from '../primitives/context-menu';
import { copyText } from '../primitives/copy-button';
import { makePlace } from '../state/place';
import { goTo } from '../state/use-place';

const SIZE = 15;

/** What can be done with a source wherever it is listed. */
export function useSourceMenu(): (source: SourceSummary) => readonly MenuEntry[] {
  const api = useApi();
  const queries = useQueryClient();
  return ({ id, address }) => [
    {
      title: 'Its settings',
      icon: <IconListDetails size={SIZE} />,
      keys: 'Enter',
      run: () => {
        goTo(makePlace('settings', ['sources'], { source: id }));
      },
    },
    {
      title: 'Where it differs',
      icon: <IconListSearch size={SIZE} />,
      run: () => {
        goTo(makePlace('drift', [], { source: id }));
      },
    },
    {
      title: 'Read it again',
      icon: <IconRefresh size={SIZE} />,
      run: () => {
        // What went wrong is told where the source is: in its settings, the list and the log.
        api('source.read', { sources: [id], refresh: true })
          .catch(() => undefined)
          .finally(() => {
            refreshAll(queries);
          });
      },
    },
    {
      title: 'Export…',
      icon: <IconFileExport size={SIZE} />,
      run: () => {
        goTo(makePlace('settings', ['sources'], { source: id, export: id }));
      },
    },
    { title: 'Copy name', icon: <IconCopy size={SIZE} />, line: true, run: () => void copyText(id, id) },
    {
      title: 'Copy address',
      icon: <IconCopy size={SIZE} />,
      run: () => void copyText(address, address),
    },
  ];
}
