import { useMemo, useState, type ReactElement } from 'react';
import { SegmentedControl, TextInput } from '@mantine/core';
import type { OutputOf, WireChange } from '../../../shared/api';
import { Action } from '../../primitives/action';
import { countOf } from '../../primitives/drift-words';
import { EmptyState } from '../../primitives/states';
import { useWindow } from '../../state/window-store';
import { Notice } from '../plan/notice';
import { ChangeInspector } from './change-inspector';
import { changeRows, type ChangeRow, type ChangeView } from './change-tree';
import { ChangeTreeView } from './change-tree-view';
import { changesOfItems } from './chosen-items';
import { choose, isChosen, type PlanChoices } from './plan-choices';
import { GroupInspector } from './group-inspector';
import { RenameCards } from './rename-cards';
import css from './sync.module.css';

/** The tree of changes, the renames to confirm, and what is marked, in the inspector. */
export function ChangesPart(props: {
  readonly made: OutputOf<'plan.build'>;
  readonly choices: PlanChoices;
  readonly onChange: (change: (choices: PlanChoices) => PlanChoices) => void;
  readonly text: string;
  readonly narrow: boolean;
}): ReactElement {
  const { made, choices, onChange, narrow } = props;
  const picked = useWindow((state) => state.chosen);
  const { changes } = made.plan;
  const [text, setText] = useState(props.text);
  const [view, setView] = useState<ChangeView>('all');
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [selected, setSelected] = useState<string>();
  const byId = useMemo(() => new Map(changes.map((change) => [change.id, change])), [changes]);
  const probes = useMemo(() => new Map(made.probes.map((probe) => [probe.change, probe])), [made.probes]);
  const rows = useMemo(
    () => changeRows(changes, { folded, view, text, isChosen: (change) => isChosen(choices, change) }),
    [changes, folded, view, text, choices],
  );
  const tick = (row: ChangeRow): void => {
    if (row.kind === 'change') {
      onChange((now) => choose(now, [row.change], !row.chosen));
      return;
    }
    const own = (ids: readonly string[]): readonly WireChange[] => ids.flatMap((id) => byId.get(id) ?? []);
    const safe = own(row.safeIds);
    // A group never turns on what is held: that is chosen one by one.
    const allSafe = safe.every((change) => isChosen(choices, change));
    onChange((now) => (allSafe ? choose(now, own(row.ids), false) : choose(now, safe, true)));
  };
  const change = selected === undefined ? undefined : byId.get(selected);
  const group = rows.find((row) => row.kind === 'group' && row.key === selected);
  return (
    <div className={css['body']}>
      {made.notes.length > 0 && (
        <div className={css['notes']}>
          {made.notes.map((note) => (
            <Notice key={note} tone="quiet">
              {note}
            </Notice>
          ))}
        </div>
      )}
      {narrow && picked.size > 0 && (
        <div className={css['notes']}>
          <Notice
            tone="quiet"
            action={
              <Action
                onClick={() => {
                  const wanted = changesOfItems(changes, picked);
                  onChange((now) =>
                    choose(
                      now,
                      changes.filter(({ id }) => !wanted.has(id)),
                      false,
                    ),
                  );
                }}
              >
                Plan only these
              </Action>
            }
          >
            {countOf(picked.size, 'difference')} {picked.size === 1 ? 'was' : 'were'} chosen in Drift.
          </Notice>
        </div>
      )}
      <RenameCards candidates={made.renameCandidates} choices={choices} onChange={onChange} />
      {changes.length === 0 ? (
        <EmptyState title="Nothing to do">They agree in everything that both can state.</EmptyState>
      ) : (
        <>
          <div className={css['filters']}>
            <TextInput
              className={css['filter']}
              aria-label="Filter the changes"
              placeholder={`Filter ${countOf(changes.length, 'change')}`}
              value={text}
              onChange={(event) => {
                setText(event.currentTarget.value);
              }}
              onKeyDown={(event) => {
                if (event.key === 'Escape') setText('');
              }}
            />
            <SegmentedControl
              aria-label="Which changes are shown"
              value={view}
              onChange={(value) => {
                setView(value);
              }}
              data={[
                { value: 'all', label: 'All' },
                { value: 'chosen', label: 'Chosen' },
                { value: 'held', label: 'Held back' },
              ]}
            />
            {(choices.on.length > 0 || choices.off.length > 0) && (
              <Action
                look="quiet"
                className={css['end']}
                onClick={() => {
                  onChange((now) => ({ ...now, on: [], off: [] }));
                }}
              >
                Back to what is safe
              </Action>
            )}
          </div>
          {rows.length === 0 ? (
            <EmptyState title="No change is like that">
              Press Escape in the filter to see all of them.
            </EmptyState>
          ) : (
            <ChangeTreeView
              rows={rows}
              probes={probes}
              selected={selected}
              onSelect={(_change, key) => {
                setSelected(key);
              }}
              onFold={(key, fold) => {
                setFolded((now) => {
                  const next = new Set(now);
                  if (fold) next.add(key);
                  else next.delete(key);
                  return next;
                });
              }}
              onTick={tick}
            />
          )}
        </>
      )}
      {group?.kind === 'group' && (
        <GroupInspector group={group} changes={group.ids.flatMap((id) => byId.get(id) ?? [])} />
      )}
      {group?.kind !== 'group' && (
        <ChangeInspector
          change={change}
          probe={change && probes.get(change.id)}
          chosen={change !== undefined && isChosen(choices, change)}
          onTick={() => {
            if (change !== undefined) onChange((now) => choose(now, [change], !isChosen(now, change)));
          }}
        />
      )}
    </div>
  );
}
