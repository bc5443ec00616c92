import type { ReactElement } from 'react';
import { Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { AppError } from '../../../shared/app-error';
import { refreshAll, useWrite } from '../../api/api-context';
import { Action } from '../../primitives/action';
import { Card } from '../../primitives/card';
import { countOf } from '../../primitives/drift-words';
import { Notice } from '../plan/notice';
import css from './settings.module.css';

/** The federation's rules, to be changed with an eye on where each table would land. Nothing is written before Save. */
export function FederationRules(props: {
  /** As the workspace has them; undefined while they are read. */
  readonly known: string | undefined;
  /** As they were typed; undefined while nobody typed. */
  readonly typed: string | undefined;
  /** True once the core has tried what was typed. */
  readonly isTried: boolean;
  readonly moved: number;
  readonly error: AppError | null;
  readonly readOnly: boolean;
  readonly onType: (rules: string | undefined) => void;
}): ReactElement {
  const { known, typed, isTried, moved, error, readOnly, onType } = props;
  const queries = useQueryClient();
  const save = useWrite('workspace.saveFederation', { title: 'Saving the federation’s rules' });
  const isChanged = typed !== undefined && typed !== known;
  return (
    <Card title="Rules">
      <Textarea
        aria-label="Rules of the federation, as YAML"
        classNames={{ input: css['rules'] ?? '' }}
        // One height, whatever the rules are: a field that grew when they came would move all below it.
        rows={10}
        resize="vertical"
        spellCheck={false}
        disabled={known === undefined}
        value={typed ?? known ?? ''}
        placeholder={'schemas:\n  - name: shop\n    patterns: [shop_*]'}
        onChange={(event) => {
          save.reset();
          onType(event.currentTarget.value);
        }}
      />
      <div role="status">
        {isChanged && error !== null && (
          <Notice tone="bad" hint={error.more.hint}>
            {error.message}
          </Notice>
        )}
        {isChanged && error === null && isTried && (
          <Notice tone="quiet">
            {moved === 0
              ? 'Every table would land where it lands now.'
              : `${countOf(moved, 'table')} would land elsewhere; ${moved === 1 ? 'it stands' : 'they stand'} first below.`}
          </Notice>
        )}
        {save.error !== null && (
          <Notice tone="bad" hint={save.error.more.hint}>
            {save.error.message}
          </Notice>
        )}
      </div>
      <div className={css['actions']}>
        <Action
          look="main"
          disabled={!isChanged || error !== null || !isTried || readOnly || save.isPending}
          onClick={() => {
            if (typed === undefined) return;
            save.mutate(
              { rules: typed },
              {
                onSuccess: () => {
                  onType(undefined);
                  refreshAll(queries);
                },
              },
            );
          }}
        >
          Save to tidemark.yaml
        </Action>
        <Action
          disabled={!isChanged}
          onClick={() => {
            onType(undefined);
          }}
        >
          Put them back
        </Action>
      </div>
    </Card>
  );
}
