import type { ReactElement } from 'react';
import { Select, Switch } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import type { InputOf, ObjectFacts } from '../../../shared/api';
import { useRead } from '../../api/api-context';
import { LazySqlDiff } from '../../code/lazy-code';
import { Action } from '../../primitives/action';
import { CopyButton } from '../../primitives/copy-button';
import { isDrift } from '../../primitives/drift-words';
import { sayFlavor } from '../../primitives/flavor-words';
import { EmptyState, ErrorState, SkeletonRows } from '../../primitives/states';
import type { Place } from '../../state/place';
import { adjustPlace } from '../../state/use-place';
import { SqlView } from '../plan/sql-view';
import css from './ddl-diff.module.css';

/** The DDL of any two sources as a text diff; which two stands in the address. Of a source that is alone, its DDL. */
export function DdlDiff({
  place,
  facts,
}: {
  readonly place: Place;
  readonly facts: ObjectFacts;
}): ReactElement {
  const { schema, name, object } = facts;
  const input: InputOf<'source.ddl'> = { schema, name, object, alone: true };
  const ddl = useRead('source.ddl', input);
  const stated = facts.sources.filter(({ present }) => present);
  const from = place.query.get('from') ?? (stated.find(({ id }) => id === facts.reference) ?? stated[0])?.id;
  const others = stated.filter(({ id }) => id !== from);
  const to = place.query.get('to') ?? (others.findLast(({ status }) => isDrift(status)) ?? others.at(-1))?.id;
  const fold = place.query.get('fold') === 'yes';
  if (ddl.isError) {
    return (
      <ErrorState title="The DDL could not be written" error={ddl.error} retry={() => void ddl.refetch()} />
    );
  }
  const textOf = (id: string | undefined): string =>
    ddl.data?.sources.find(({ source }) => source === id)?.text ?? '';
  if (facts.sources.length === 1)
    return ddl.data === undefined ? (
      <SkeletonRows rows={14} />
    ) : (
      <SqlView
        title={`${from ?? ''}, laid out for ${sayFlavor(ddl.data.flavor)}`}
        text={textOf(from)}
        className={css['alone']}
      />
    );
  const data = facts.sources.map(({ id, present }) => ({
    value: id,
    label: present ? id : `${id} (not there)`,
  }));
  const left = textOf(from);
  const right = textOf(to);
  return (
    <div className={css['ddl']}>
      <div className={css['bar']}>
        <Select
          aria-label="Left source"
          data={data}
          value={from ?? null}
          allowDeselect={false}
          onChange={(value) => {
            adjustPlace({ from: value ?? '' });
          }}
        />
        <Action
          look="quiet"
          aria-label="Exchange the sides"
          title="Exchange the sides"
          icon={<IconArrowsExchange size={15} aria-hidden="true" />}
          onClick={() => {
            adjustPlace({ from: to, to: from });
          }}
        />
        <Select
          aria-label="Right source"
          data={data}
          value={to ?? null}
          allowDeselect={false}
          onChange={(value) => {
            adjustPlace({ to: value ?? '' });
          }}
        />
        <Switch
          label="Fold what is the same"
          checked={fold}
          onChange={(event) => {
            adjustPlace({ fold: event.currentTarget.checked ? 'yes' : '' });
          }}
        />
        <span className={css['space']} />
        {/* There from the start, so that nothing beside them moves when the text comes. */}
        <CopyButton label={`Copy the DDL of ${from ?? 'the left'}`} words={from ?? ''} text={left} />
        <CopyButton label={`Copy the DDL of ${to ?? 'the right'}`} words={to ?? ''} text={right} />
      </div>
      {ddl.data === undefined ? (
        <SkeletonRows rows={14} />
      ) : stated.length < 2 && left + right === '' ? (
        <EmptyState title="Only one source states this">There is nothing to hold it against.</EmptyState>
      ) : (
        <>
          <p className={css['note']}>
            {left === right && left !== ''
              ? `${from ?? ''} and ${to ?? ''} come out the same, laid out for ${sayFlavor(ddl.data.flavor)}.`
              : `In each source’s own words, laid out for ${sayFlavor(ddl.data.flavor)}. What is marked here may still mean the same.`}
          </p>
          <div className={css['diff']}>
            <LazySqlDiff
              left={{ name: from ?? '', text: left.trimEnd() }}
              right={{ name: to ?? '', text: right.trimEnd() }}
              fold={fold}
            />
          </div>
        </>
      )}
    </div>
  );
}
