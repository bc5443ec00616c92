import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';
import { readAgain } from '../../../../renderer/api/read-again';

/** A core whose answers are given by hand: each is what was true when it was asked. */
function slowCore() {
  const core = { truth: 'old', answers: [] as (() => void)[] };
  const ask = (): Promise<string> => {
    const seen = core.truth;
    return new Promise((resolve) => {
      core.answers.push(() => {
        resolve(seen);
      });
    });
  };
  return { core, ask };
}

function makeQueries(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
}

it('reads again what is read for the first time while the change comes', async () => {
  const queries = makeQueries();
  const { core, ask } = slowCore();
  const observer = new QueryObserver(queries, { queryKey: ['problems'], queryFn: ask });
  const stop = observer.subscribe(() => undefined);
  core.truth = 'new';
  readAgain(queries, { queryKey: ['problems'] });
  core.answers[0]?.();
  await vi.waitFor(() => {
    expect(core.answers).toHaveLength(2);
  });
  core.answers[1]?.();
  await vi.waitFor(() => {
    expect(observer.getCurrentResult()).toMatchObject({ data: 'new', isFetching: false });
  });
  stop();
});

it('reads again what failed for the first time while the change came', async () => {
  const queries = makeQueries();
  let fail: (() => void) | undefined;
  const ask = vi.fn(() =>
    fail === undefined
      ? new Promise<string>((_resolve, reject) => {
          fail = () => {
            reject(new Error('not there'));
          };
        })
      : Promise.resolve('there'),
  );
  const observer = new QueryObserver(queries, { queryKey: ['problems'], queryFn: ask });
  const stop = observer.subscribe(() => undefined);
  readAgain(queries, { queryKey: ['problems'] });
  fail?.();
  await vi.waitFor(() => {
    expect(observer.getCurrentResult().data).toBe('there');
  });
  stop();
});

it('takes for out of date what was asked before there was a picture', async () => {
  const queries = makeQueries();
  const { core, ask } = slowCore();
  const early = queries.query({ queryKey: ['drift'], queryFn: ask });
  core.truth = 'new';
  readAgain(queries, { queryKey: ['drift'] });
  core.answers[0]?.();
  expect(await early).toBe('old');
  const observer = new QueryObserver(queries, { queryKey: ['drift'], queryFn: ask });
  const stop = observer.subscribe(() => undefined);
  expect(core.answers).toHaveLength(2);
  core.answers[1]?.();
  await vi.waitFor(() => {
    expect(observer.getCurrentResult().data).toBe('new');
  });
  stop();
});

it('leaves alone what the filter does not name, and asks once for what was at rest', async () => {
  const queries = makeQueries();
  const ask = vi.fn(() => Promise.resolve('answer'));
  const stops = ['one', 'two'].map((key) =>
    new QueryObserver(queries, { queryKey: [key], queryFn: ask }).subscribe(() => undefined),
  );
  await vi.waitFor(() => {
    expect(queries.isFetching()).toBe(0);
  });
  ask.mockClear();
  readAgain(queries, { queryKey: ['one'] });
  await vi.waitFor(() => {
    expect(queries.isFetching()).toBe(0);
  });
  expect(ask).toHaveBeenCalledTimes(1);
  for (const stop of stops) stop();
});
