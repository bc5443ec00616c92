import { describe, expect, it, vi } from 'vitest';
import { Dispatcher } from '../../../electron/core/service/dispatcher';
import type { HandlerCall, Handlers } from '../../../electron/core/service/handler';
import { redact } from '../../../electron/core/service/redact';
import type { ApiEvent } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';

/** Handlers of which only those that a test names are there. */
function someHandlers(handlers: Partial<Handlers>): Handlers {
  return handlers as Handlers;
}

function makeDispatcher(
  handlers: Partial<Handlers>,
  options: { readOnly?: boolean; secrets?: string[] } = {},
) {
  const log: string[] = [];
  const events: ApiEvent[] = [];
  const dispatcher = new Dispatcher(someHandlers(handlers), {
    readOnly: options.readOnly ?? false,
    log: (message) => log.push(message),
    secrets: () => options.secrets ?? [],
  });
  dispatcher.subscribe((event) => events.push(event));
  return { dispatcher, log, events };
}

const INFO = { name: 'Tidemark', version: '1', api: 1, readOnly: false } as const;

describe('input', () => {
  it('is parsed, with defaults filled in', async () => {
    const handler = vi.fn(() => Promise.resolve({ sources: [] }));
    const { dispatcher } = makeDispatcher({ 'source.read': handler });
    await dispatcher.invoke('source.read', {});
    expect(handler).toHaveBeenCalledWith({ refresh: false }, expect.anything());
  });

  it.each([
    [null],
    [undefined],
    ['text'],
    [42],
    [[]],
    [{ sources: 'x' }],
    [{ sources: Array(65).fill('a') }],
    [{ other: 1 }],
    [JSON.parse('{"__proto__":{}}')],
  ])('that is wrong never reaches a handler: %j', async (input: unknown) => {
    const handler = vi.fn();
    const { dispatcher } = makeDispatcher({ 'source.read': handler });
    const envelope = await dispatcher.invoke('source.read', input);
    expect(envelope).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    expect(handler).not.toHaveBeenCalled();
  });

  it('names the field that is wrong', async () => {
    const { dispatcher } = makeDispatcher({});
    const envelope = await dispatcher.invoke('drift.matrix', { filter: { statuses: ['nearly'] } });
    expect(envelope).toMatchObject({
      error: { message: expect.stringContaining('filter.statuses.0') as string },
    });
  });

  it('for a method that does not exist is an answer, not a crash', async () => {
    const { dispatcher } = makeDispatcher({});
    expect(await dispatcher.invoke('constructor' as never, {})).toMatchObject({
      error: { code: 'not-found' },
    });
  });
});

describe('a read-only session', () => {
  it('refuses every write before its input is even looked at, and reads on', async () => {
    const write = vi.fn();
    const handlers = { 'snapshot.save': write, 'app.info': () => Promise.resolve(INFO) };
    const { dispatcher } = makeDispatcher(handlers, { readOnly: true });
    expect(await dispatcher.invoke('snapshot.save', { source: 'a', path: 'b' })).toMatchObject({
      error: { code: 'read-only' },
    });
    expect(write).not.toHaveBeenCalled();
    expect(await dispatcher.invoke('app.info', {})).toEqual({ ok: true, value: INFO });
  });
});

describe('failures', () => {
  it('keep code, hint and details when expected, without secrets', async () => {
    const error = new AppError('access-denied', 'Refused for s3cr3t-word.', {
      hint: 'mysql://root:s3cr3t-word@h/db',
      details: { list: ['s3cr3t-word'], deep: { text: 'password=hunter2' } },
    });
    const { dispatcher, log } = makeDispatcher(
      { 'app.info': () => Promise.reject(error) },
      { secrets: ['s3cr3t-word'] },
    );
    const envelope = await dispatcher.invoke('app.info', {});
    expect(envelope).toMatchObject({
      ok: false,
      error: { code: 'access-denied', message: 'Refused for ***.' },
    });
    expect(JSON.stringify(envelope)).not.toMatch(/s3cr3t|hunter2/);
    expect(log).toEqual([]);
  });

  it('that are bugs answer `internal`, with the stack in the log only and no secret in it', async () => {
    const bug = new TypeError('cannot read s3cr3t-word');
    const { dispatcher, log } = makeDispatcher(
      { 'app.info': () => Promise.reject(bug) },
      { secrets: ['s3cr3t-word'] },
    );
    const envelope = await dispatcher.invoke('app.info', {});
    expect(envelope).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(envelope)).not.toContain('cannot read');
    expect(log.join()).toContain('TypeError: cannot read ***');
    expect(log.join()).toContain('dispatcher.test.ts');
  });

  it('that are thrown at once are answered too', async () => {
    const handler = () => {
      throw new Error('at once');
    };
    const { dispatcher } = makeDispatcher({ 'app.info': handler });
    expect(await dispatcher.invoke('app.info', {})).toMatchObject({ error: { code: 'internal' } });
  });
});

describe('an operation', () => {
  const untilAborted = (call: HandlerCall) =>
    new Promise<never>((_resolve, reject) => {
      call.signal.addEventListener('abort', () => {
        reject(new Error('stopped half-way'));
      });
    });

  it('is cancelled by its id', async () => {
    const { dispatcher, events } = makeDispatcher({ 'app.info': (_input, call) => untilAborted(call) });
    const answer = dispatcher.invoke('app.info', {}, { operation: 'op' });
    await Promise.resolve();
    expect(dispatcher.cancel('op')).toBe(true);
    expect(await answer).toMatchObject({ error: { code: 'cancelled' } });
    expect(events).toEqual([{ kind: 'finished', operation: 'op', outcome: 'cancelled' }]);
    expect(dispatcher.cancel('op')).toBe(false);
  });

  it('is cancelled by its caller’s signal, before or during the call', async () => {
    const { dispatcher } = makeDispatcher({ 'app.info': (_input, call) => untilAborted(call) });
    const controller = new AbortController();
    const answer = dispatcher.invoke('app.info', {}, { signal: controller.signal });
    controller.abort();
    expect(await answer).toMatchObject({ error: { code: 'cancelled' } });
    expect(await dispatcher.invoke('app.info', {}, { signal: controller.signal })).toMatchObject({
      error: { code: 'cancelled' },
    });
  });

  it('has its id to itself', async () => {
    const { dispatcher } = makeDispatcher({ 'app.info': (_input, call) => untilAborted(call) });
    const first = dispatcher.invoke('app.info', {}, { operation: 'op' });
    expect(await dispatcher.invoke('app.info', {}, { operation: 'op' })).toMatchObject({
      error: { code: 'conflict' },
    });
    dispatcher.cancelAll();
    expect(await first).toMatchObject({ error: { code: 'cancelled' } });
  });

  it('tells the first and the last step of each phase, and few between', async () => {
    const { dispatcher, events } = makeDispatcher({
      'app.info': (_input, { progress }) => {
        for (let done = 0; done <= 1000; done += 1) progress({ phase: 'reading', done, total: 1000 });
        progress({ phase: 'comparing', done: 0 });
        return Promise.resolve(INFO);
      },
    });
    await dispatcher.invoke('app.info', {}, { operation: 'op' });
    const steps = events.flatMap((event) => (event.kind === 'progress' ? [[event.phase, event.done]] : []));
    expect(steps[0]).toEqual(['reading', 0]);
    expect(steps.at(-2)).toEqual(['reading', 1000]);
    expect(steps.at(-1)).toEqual(['comparing', 0]);
    expect(steps.length).toBeLessThan(100);
    expect(events.at(-1)).toEqual({ kind: 'finished', operation: 'op', outcome: 'done' });
  });
});

describe('redact', () => {
  it.each([
    ['mysql://root:pa55@host/db', 'mysql://root:***@host/db'],
    ["CREATE USER x IDENTIFIED BY 'pa55'", "CREATE USER x IDENTIFIED BY '***'"],
    ['password=pa55&x=1', 'password=***&x=1'],
    ['{"password": "pa55", "x": 1}', '{"password": ***, "x": 1}'],
    ['Authorization: Bearer abcdefgh1234', 'Authorization: Bearer ***'],
    [
      "Access denied for user 'root'@'localhost' (using password: YES)",
      "Access denied for user 'root'@'localhost' (using password: YES)",
    ],
    ['PASSWORD=YES please', 'PASSWORD=*** please'],
    ['password: NOpe', 'password: ***'],
    ['no secret here: token', 'no secret here: token'],
  ])('%j becomes %j', (text, clean) => {
    expect(redact(text)).toBe(clean);
  });

  it('comes to an end on hostile text', () => {
    expect(redact(`mysql://${'a:'.repeat(50_000)}`)).toHaveLength(100_008);
    expect(redact(`password${' '.repeat(200_000)}`)).toHaveLength(200_008);
    expect(redact('x://'.repeat(50_000))).toHaveLength(200_000);
  });
});
