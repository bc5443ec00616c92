import type { ReactElement } from 'react';
import {
  IconBolt,
  IconCalendarEvent,
  IconDatabase,
  IconEye,
  IconFunction,
  IconHash,
} from '@tabler/icons-react';
import type { DriftRow } from '../../shared/api';
import css from './explorer.module.css';

const KIND_ICONS = {
  view: IconEye,
  trigger: IconBolt,
  procedure: IconFunction,
  function: IconFunction,
  event: IconCalendarEvent,
  sequence: IconHash,
  schema: IconDatabase,
} as const;

/** The sign of what is no table; a table, the usual thing, has none. */
export function KindIcon({ kind }: { readonly kind: DriftRow['object'] }): ReactElement | null {
  if (kind === 'table') return null;
  const Icon = KIND_ICONS[kind];
  return (
    <span className={css['kind']} title={kind}>
      <Icon size={13} aria-hidden="true" />
      <span className="only-heard">{kind}</span>
    </span>
  );
}
