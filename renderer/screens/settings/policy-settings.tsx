import { useState, type ReactElement } from 'react';
import { Checkbox, NativeSelect, NumberInput } from '@mantine/core';
import type { OutputOf } from '../../../shared/api';
import { isProduction } from '../../../shared/run/production';
import { useRead, useWrite } from '../../api/api-context';
import { Action } from '../../primitives/action';
import { Card } from '../../primitives/card';
import { ErrorState, SkeletonRows } from '../../primitives/states';
import { Notice } from '../plan/notice';
import css from './settings.module.css';

type Policy = OutputOf<'workspace.policy'>;

/** What reviews and runs are ruled by. */
export function PolicySettings(): ReactElement {
  const workspace = useRead('workspace.open', {});
  const policy = useRead('workspace.policy', {}, workspace.data !== undefined);
  if (policy.isError)
    return (
      <ErrorState
        title="The policy could not be read"
        error={policy.error}
        retry={() => void policy.refetch()}
      />
    );
  if (policy.data === undefined) return <SkeletonRows rows={10} />;
  return (
    <PolicyForm
      key={JSON.stringify(policy.data)}
      known={policy.data}
      readOnly={workspace.data?.readOnly === true}
    />
  );
}

function PolicyForm({
  known,
  readOnly,
}: {
  readonly known: Policy;
  readonly readOnly: boolean;
}): ReactElement {
  const save = useWrite('workspace.savePolicy', {
    refreshes: ['workspace.policy', 'plan.list', 'plan.open'],
  });
  const [policy, setPolicy] = useState(known);
  const isChanged = JSON.stringify(policy) !== JSON.stringify(known);
  const set = (change: Partial<Policy>): void => {
    save.reset();
    setPolicy({ ...policy, ...change });
  };
  const number = (
    key: 'approvals' | 'destructiveApprovals' | 'lockWaitSeconds' | 'longTransactionSeconds' | 'parallel',
    label: string,
    [min, max]: readonly [number, number],
  ): ReactElement => (
    <NumberInput
      size="xs"
      className={css['number'] ?? ''}
      label={label}
      min={min}
      max={max}
      allowDecimal={false}
      clampBehavior="strict"
      value={policy[key]}
      onChange={(value) => {
        if (typeof value === 'number') set({ [key]: value });
      }}
    />
  );
  const tick = (key: 'selfApproval' | 'rehearsal' | 'rollbackOnFailure', label: string): ReactElement => (
    <Checkbox
      label={label}
      checked={policy[key]}
      onChange={(event) => {
        set({ [key]: event.currentTarget.checked });
      }}
    />
  );
  return (
    <form
      className={css['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ policy });
      }}
    >
      <Card title="Before a run">
        <div className={css['policy']}>
          {number('approvals', 'Approvals that a plan needs', [0, 20])}
          {number('destructiveApprovals', 'Approvals when it can lose data', [0, 20])}
          {tick('selfApproval', 'The author’s own approval counts')}
          {tick('rehearsal', 'It must have passed its rehearsal')}
        </div>
        <ProductionTargets policy={policy} onChange={set} />
      </Card>
      <Card title="During a run">
        <div className={css['policy']}>
          {number('lockWaitSeconds', 'Seconds that a statement waits for a lock', [1, 3600])}
          {number('longTransactionSeconds', 'Transactions older than this many seconds stop it', [1, 86_400])}
          {number('parallel', 'Migrations that may run at once', [1, 16])}
          <NativeSelect
            size="xs"
            label="Keep what could be lost"
            value={policy.backup}
            data={[
              { value: 'file', label: 'in a file of the workspace' },
              { value: 'table', label: 'in tables beside the others' },
              { value: 'none', label: 'nowhere' },
            ]}
            onChange={(event) => {
              const { value } = event.currentTarget;
              set({ backup: value === 'table' || value === 'none' ? value : 'file' });
            }}
          />
          {tick('rollbackOnFailure', 'Roll back at once when a statement fails')}
        </div>
      </Card>
      {save.error !== null && (
        <Notice tone="bad" hint={save.error.more.hint}>
          {save.error.message}
        </Notice>
      )}
      <div className={css['actions']}>
        <Action type="submit" look="main" disabled={!isChanged || readOnly || save.isPending}>
          Save to tidemark.yaml
        </Action>
        <Action
          disabled={!isChanged}
          onClick={() => {
            setPolicy(known);
          }}
        >
          Put it back
        </Action>
      </div>
    </form>
  );
}

/** The databases whose name has to be typed before a run. */
function ProductionTargets({
  policy,
  onChange,
}: {
  readonly policy: Policy;
  readonly onChange: (change: Partial<Policy>) => void;
}): ReactElement | null {
  const workspace = useRead('workspace.open', {});
  const servers = (workspace.data?.sources ?? []).filter(({ kind }) => kind === 'mysql').map(({ id }) => id);
  if (servers.length === 0) return null;
  return (
    <Checkbox.Group
      className={css['production']}
      label="Databases that people depend on: a run there asks for the name"
      value={servers.filter((id) => isProduction(id, policy))}
      onChange={(production) => {
        onChange({ production });
      }}
    >
      <div className={css['productionNames']}>
        {servers.map((id) => (
          <Checkbox key={id} value={id} label={id} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
