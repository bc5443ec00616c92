import { useEffect } from 'react';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createClient, type Transport } from '../../../shared/api/client';
import type { Plan } from '../../../shared/plan';
import { callTracked, refreshAll, useTransport } from '../../api/api-context';
import { readAgain } from '../../api/read-again';
import { adoptOperation, startOperation } from '../plan/operations';
import type { RunDecision } from './confirm-run';
import type { RunMode } from './run-words';

/** The name under which the window keeps the latest call that runs a plan's file. */
export function runKey(path: string): string {
  return `run.start ${path}`;
}

/** Starts a call of run.start that goes on while other screens are looked at; afterwards everything is read again. */
export function useRunCall(path: string, plan: Plan): (decision: RunDecision) => void {
  const transport = useTransport();
  const queries = useQueryClient();
  return (decision) => {
    void (async () => {
      await startOperation(transport, runKey(path), {
        method: 'run.start',
        input: { path, ...decision },
        title: titleOf(decision.mode, plan.name),
      });
      await readAfter(transport, queries, plan.target.source);
    })();
  };
}

/** Finds the runs that were begun before this page was there, and shows them as if it had begun them itself. */
export function useRunsUnderWay(root: string | undefined): void {
  const transport = useTransport();
  const queries = useQueryClient();
  useEffect(() => {
    if (root === undefined) return;
    const call = createClient(transport);
    const find = async (): Promise<void> => {
      const { runs } = await call('run.underWay', {});
      for (const { operation, path, mode, startedAt } of runs) {
        void (async () => {
          const { plan } = await call('plan.open', { path });
          const isOurs = await adoptOperation(
            runKey(path),
            {
              operation,
              method: 'run.start',
              input: { path, mode },
              startedAt: Date.parse(startedAt),
              title: titleOf(mode, plan.name),
            },
            () => call('run.follow', { operation }),
          );
          if (isOurs) await readAfter(transport, queries, plan.target.source);
        })().catch(() => undefined);
      }
    };
    // Without an answer there is nothing to take over; the screens say why for themselves.
    find().catch(() => undefined);
  }, [root, transport, queries]);
}

function titleOf(mode: RunMode | undefined, name: string): string {
  return `${mode === 'rollback' ? 'Rolling back' : 'Running'} ${name}`;
}

/** What was read of the target before a run is no longer true; what the run says of its end comes first. */
async function readAfter(transport: Transport, queries: QueryClient, target: string): Promise<void> {
  readAgain(queries, { queryKey: ['run.log'] });
  await callTracked(transport, 'source.read', { sources: [target], refresh: true }).catch(() => undefined);
  refreshAll(queries);
}
