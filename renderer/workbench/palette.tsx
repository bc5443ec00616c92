import { useMemo, type ReactElement } from 'react';
import { Spotlight } from '@mantine/spotlight';
import { useQueryClient } from '@tanstack/react-query';
import { IconSearch } from '@tabler/icons-react';
import type { DriftRow } from '../../shared/api';
import { useApi } from '../api/api-context';
import { useMatrix } from '../api/use-matrix';
import { Keys } from '../primitives/action';
import { StatusGlyph } from '../primitives/status-glyph';
import { keyOfObject, placeOfObject } from '../state/place';
import { goTo } from '../state/use-place';
import { listCommands } from './commands';
import { closePalette, PALETTE_FIELD, spotlightStore, usePalette } from './palette-state';
import css from './palette.module.css';

const SHOWN = 50;
/** The list hands this on to the area that scrolls, though its type does not say so: who has no wheel scrolls by key. */
const SCROLLABLE = { viewportProps: { tabIndex: 0, role: 'group', 'aria-label': 'What was found' } };

/** Ctrl K: every command and every object by name. Ctrl P: objects alone. */
export function Palette(): ReactElement {
  const { open, mode, query } = usePalette();
  const matrix = useMatrix(false);
  const queries = useQueryClient();
  const api = useApi();
  const commands = useMemo(() => listCommands(queries, api), [queries, api]);
  const wanted = query.trim().toLowerCase();
  const hits = useMemo(
    () => (open ? findObjects(matrix.data?.rows ?? [], wanted, mode === 'tables' || wanted !== '') : []),
    [open, matrix.data, wanted, mode],
  );
  const found =
    mode === 'tables'
      ? []
      : commands.filter(({ title, words = '' }) => `${title} ${words}`.toLowerCase().includes(wanted));
  return (
    <Spotlight.Root
      store={spotlightStore}
      shortcut={null}
      query={query}
      onQueryChange={(text) => {
        usePalette.setState({ query: text });
      }}
      onSpotlightClose={closePalette}
      scrollable
      overlayProps={{ backgroundOpacity: 0.3, blur: 0 }}
      maxHeight={440}
      size={560}
      classNames={{ content: css['content'] ?? '' }}
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': 'Go to anything' } }}
    >
      <Spotlight.Search
        id={PALETTE_FIELD}
        aria-label={mode === 'tables' ? 'Go to a table' : 'Go to a table or run a command'}
        placeholder={mode === 'tables' ? 'Go to table…' : 'Go to table, run a command…'}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
      />
      <Spotlight.ActionsList {...SCROLLABLE}>
        {hits.length > 0 && (
          <Spotlight.ActionsGroup label="Objects">
            {hits.map((row) => (
              <Spotlight.Action
                key={keyOfObject(row)}
                className={css['action'] ?? ''}
                onClick={() => {
                  goTo(placeOfObject(row));
                }}
              >
                <StatusGlyph status={row.status} />
                <code className={css['name']}>{row.name}</code>
                <span className={css['dim']}>
                  {row.object === 'table' ? '' : `${row.object} · `}
                  {row.schema}
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {found.length > 0 && (
          <Spotlight.ActionsGroup label="Commands">
            {found.map((command) => (
              <Spotlight.Action key={command.id} className={css['action'] ?? ''} onClick={command.run}>
                <span className={css['name']}>{command.title}</span>
                {command.keys !== undefined && <Keys>{command.keys}</Keys>}
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {hits.length + found.length === 0 && <Spotlight.Empty>Nothing is called “{query}”.</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/** Objects whose name holds the text: first those that begin with it, then by name; at most as many as are shown. */
function findObjects(rows: readonly DriftRow[], wanted: string, look: boolean): readonly DriftRow[] {
  if (!look) return [];
  const begins: DriftRow[] = [];
  const holds: DriftRow[] = [];
  for (const row of rows) {
    const at = row.name.toLowerCase().indexOf(wanted);
    if (at === 0) begins.push(row);
    else if (at > 0 && holds.length < SHOWN) holds.push(row);
    if (begins.length >= SHOWN) break;
  }
  return [...begins, ...holds].slice(0, SHOWN);
}
