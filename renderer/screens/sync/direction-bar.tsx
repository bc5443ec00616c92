import type { ReactElement } from 'react';
import { NativeSelect } from '@mantine/core';
import { IconArrowsLeftRight } from '@tabler/icons-react';
import type { SourceSummary } from '../../../shared/api';
import { Action } from '../../primitives/action';
import css from './sync.module.css';

/** The direction in words: make this follow that, both to be chosen, and turned round. */
export function DirectionBar(props: {
  readonly sources: readonly SourceSummary[];
  readonly target: string;
  readonly follow: string;
  readonly onChange: (target: string, follow: string) => void;
}): ReactElement {
  const { sources, target, follow, onChange } = props;
  return (
    <div className={css['direction']}>
      <label htmlFor="sync-target">Make</label>
      <NativeSelect
        size="xs"
        id="sync-target"
        className={css['source']}
        value={target}
        data={sources.map((source) => ({
          value: source.id,
          label: labelOf(source),
          disabled: source.id === follow,
        }))}
        onChange={(event) => {
          onChange(event.currentTarget.value, follow);
        }}
      />
      <label htmlFor="sync-follow">follow</label>
      <NativeSelect
        size="xs"
        id="sync-follow"
        className={css['source']}
        value={follow}
        data={sources.map((source) => ({
          value: source.id,
          label: labelOf(source),
          disabled: source.id === target,
        }))}
        onChange={(event) => {
          onChange(target, event.currentTarget.value);
        }}
      />
      <Action
        look="quiet"
        aria-label="Turn the direction round"
        title="Turn the direction round"
        icon={<IconArrowsLeftRight size={14} aria-hidden="true" />}
        onClick={() => {
          onChange(follow, target);
        }}
      />
    </div>
  );
}

const KINDS: Readonly<Record<SourceSummary['kind'], string>> = {
  mysql: 'database',
  snapshot: 'snapshot',
  toon: 'TOON files',
  sql: 'SQL file',
  migrations: 'migrations',
  alembic: 'Alembic',
};

function labelOf({ id, kind }: SourceSummary): string {
  return `${id} · ${KINDS[kind]}`;
}
