import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { Menu, MultiSelect, Select, TextInput } from '@mantine/core';
import { IconBookmark, IconSearch, IconTrash } from '@tabler/icons-react';
import type { DriftItem, SavedView } from '../../../shared/api';
import { visibleText } from '../../../shared/visible-text';
import type { Matrix } from '../../api/use-matrix';
import { Action } from '../../primitives/action';
import { STATUS_MEANINGS, STATUS_WORDS, STATUSES } from '../../primitives/drift-words';
import { StatusGlyph } from '../../primitives/status-glyph';
import { readPlace, adjustPlace, goTo } from '../../state/use-place';
import { remember, say, useWindow } from '../../state/window-store';
import { GROUPINGS, joinChoices, joinStatuses, placeOfView, type DriftQuery } from './drift-query';
import css from './drift-filters.module.css';

const TYPED_MS = 120;
const SHOWN_STATUSES = STATUSES.filter((status) => status !== 'equal');

/** The filters of the list. All of them stand in the address, so a view can be gone back to, kept and sent. */
export function DriftFilters(props: {
  readonly query: DriftQuery;
  readonly matrix: Matrix | undefined;
  readonly items: readonly DriftItem[];
}): ReactElement {
  const { query, matrix, items } = props;
  const facets = useFacets(items, query.facets);
  const kinds = useMemo(() => [...new Set(matrix?.rows.map(({ object }) => object) ?? [])], [matrix]);
  return (
    <div className={css['filters']}>
      <div className={css['line']}>
        <TextFilter text={query.text} />
        <div className={css['statuses']} role="group" aria-label="Status">
          {SHOWN_STATUSES.map((status) => {
            const on = query.statuses.includes(status);
            return (
              <button
                key={status}
                type="button"
                className={css['status']}
                aria-pressed={on}
                title={STATUS_MEANINGS[status]}
                onClick={() => {
                  const next = on
                    ? query.statuses.filter((one) => one !== status)
                    : [...query.statuses, status];
                  adjustPlace({ status: joinStatuses(next) });
                }}
              >
                <StatusGlyph status={status} mute /> {STATUS_WORDS[status]}
              </button>
            );
          })}
        </div>
        <SavedViews />
      </div>
      <div className={css['line']}>
        <Choice
          label="Schema"
          all="All schemas"
          data={matrix?.schemas.map(({ name }) => name) ?? []}
          value={query.schemas}
          name="schema"
        />
        <Select
          aria-label="Source"
          placeholder="All sources"
          clearable
          className={css['select']}
          data={matrix?.sources.map(({ id }) => id) ?? []}
          value={query.source ?? null}
          onChange={(value) => {
            adjustPlace({ source: value ?? '' });
          }}
        />
        {kinds.length > 1 && (
          <Choice label="Kind" all="All kinds" data={kinds} value={query.kinds} name="kind" />
        )}
        <Choice label="Kind of fact" all="All facts" data={facets} value={query.facets} name="facet" />
        <Select
          aria-label="Grouping"
          className={css['grouping']}
          allowDeselect={false}
          data={[...GROUPINGS]}
          value={query.group}
          onChange={(value) => {
            adjustPlace({ group: value === 'object' ? '' : (value ?? '') });
          }}
        />
      </div>
    </div>
  );
}

function TextFilter({ text }: { readonly text: string }): ReactElement {
  const [typed, setTyped] = useState(text);
  const [before, setBefore] = useState(text);
  // Back, forward and saved views change the address: what is typed follows.
  if (before !== text) {
    setBefore(text);
    setTyped(text);
  }
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => {
      adjustPlace({ text: typed });
    }, TYPED_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [typed, text]);
  return (
    <TextInput
      aria-label="Filter by name"
      placeholder="Filter by name"
      className={css['text']}
      leftSection={<IconSearch size={14} aria-hidden="true" />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
      }}
    />
  );
}

function Choice(props: {
  readonly label: string;
  readonly all: string;
  readonly data: readonly string[];
  readonly value: readonly string[];
  readonly name: string;
}): ReactElement {
  const { label, all, data, value, name } = props;
  return (
    <MultiSelect
      aria-label={label}
      className={css['choice']}
      {...(value.length === 0 ? { placeholder: all } : {})}
      data={[...new Set([...data, ...value])]
        .filter((one) => one !== '')
        // Drawn by the library, not by our JSX.
        .map((one) => ({ value: one, label: visibleText(one) }))}
      value={[...value]}
      clearable
      onChange={(next) => {
        adjustPlace({ [name]: joinChoices(next) });
      }}
    />
  );
}

/** Kinds of fact seen so far: a filter by one must not make the others unchoosable. */
function useFacets(items: readonly DriftItem[], chosen: readonly string[]): readonly string[] {
  const [known, setKnown] = useState<readonly string[]>([]);
  const seen = useMemo(() => [...new Set(items.map(({ facet }) => facet))], [items]);
  if (chosen.length === 0 && seen.length > 0 && seen.some((facet) => !known.includes(facet))) {
    setKnown([...new Set([...known, ...seen])].sort());
  }
  return known;
}

function SavedViews(): ReactElement {
  const views = useWindow((state) => state.preferences.views);
  const [name, setName] = useState('');
  const save = (): void => {
    const place = readPlace();
    if (place === undefined || name.trim() === '') return;
    const view = { name: name.trim(), query: new URLSearchParams([...place.query]).toString() };
    remember({ views: [...views.filter((one) => one.name !== view.name), view] });
    setName('');
  };
  const remove = (view: SavedView): void => {
    remember({ views: views.filter((one) => one !== view) });
    say(`The view ${view.name} is deleted.`, () => {
      remember({ views });
    });
  };
  return (
    <Menu closeOnItemClick={false} width={280}>
      <Menu.Target>
        <Action look="quiet" icon={<IconBookmark size={14} aria-hidden="true" />}>
          Views
        </Action>
      </Menu.Target>
      <Menu.Dropdown>
        {views.length === 0 && <Menu.Label>No view is saved yet.</Menu.Label>}
        {views.map((view) => (
          <Menu.Item
            key={view.name}
            closeMenuOnClick
            title="Delete takes it away"
            onClick={() => {
              goTo(placeOfView(view.query));
            }}
            onKeyDown={(event) => {
              if (event.key === 'Delete') remove(view);
            }}
            rightSection={
              <span
                role="button"
                tabIndex={-1}
                aria-label={`Delete the view ${view.name}`}
                className={css['delete']}
                onClick={(event) => {
                  event.stopPropagation();
                  remove(view);
                }}
              >
                <IconTrash size={13} aria-hidden="true" />
              </span>
            }
          >
            {view.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <div className={css['save']}>
          <TextInput
            aria-label="Name of the view"
            placeholder="Name for these filters"
            value={name}
            maxLength={80}
            onChange={(event) => {
              setName(event.currentTarget.value);
            }}
            onKeyDown={(event) => {
              event.stopPropagation();
              if (event.key === 'Enter') save();
            }}
          />
          <Action disabled={name.trim() === ''} onClick={save}>
            Save
          </Action>
        </div>
      </Menu.Dropdown>
    </Menu>
  );
}
