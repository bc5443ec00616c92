import type { ReactElement } from 'react';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { formatCount, listWords } from '../../primitives/drift-words';
import { BreakableName } from '../../primitives/origin';
import { Pill } from '../../primitives/pill';
import { StatusGlyph } from '../../primitives/status-glyph';
import { namePart } from '../table/fact-groups';
import type { DriftLine } from './drift-lines';
import { sourcesOfItem } from './drift-query';
import css from './drift-list.module.css';

/** What differs: the object or part, and how. */
export function What({ line }: { readonly line: DriftLine }): ReactElement {
  if (line.kind === 'group') {
    return (
      <span className={css['what']}>
        {line.open ? (
          <IconChevronDown size={14} aria-hidden="true" />
        ) : (
          <IconChevronRight size={14} aria-hidden="true" />
        )}
        <StatusGlyph status={line.status} />
        <span className={css['title']}>
          <BreakableName name={line.title} />
        </span>
        <span className={css['dim']}>{formatCount(line.items.length)}</span>
      </span>
    );
  }
  const { item } = line;
  return (
    <span className={css['what']}>
      <StatusGlyph status={item.status} />
      <span>
        <code>{item.part === 'object' || item.name === '' ? item.table : item.name}</code>{' '}
        <span className={css['dim']}>
          {item.part === 'object' ? item.object : namePart(item.part)}
          {item.attribute !== undefined && ` · ${item.attribute}`}
        </span>
        {item.ignored !== undefined && <Pill title={item.ignored.reason}>ignored</Pill>}
      </span>
    </span>
  );
}

/** The sources in which it differs. */
export function Where({ line }: { readonly line: DriftLine }): ReactElement {
  if (line.kind === 'group') return <span className={css['dim']}>{line.first.schema}</span>;
  return <>{listWords(sourcesOfItem(line.item))}</>;
}

/** Why, in the core's words. */
export function Why({ line }: { readonly line: DriftLine }): ReactElement | null {
  if (line.kind === 'group') return null;
  const { reason, renameOf } = line.item;
  return (
    <span className={css['why']}>
      {reason}
      {renameOf !== undefined && <em className={css['rename']}> Perhaps renamed from {renameOf}.</em>}
    </span>
  );
}
