import { describe, expect, it } from 'vitest';
import { answerCalls } from '../../../../electron/main/calls';
import { PAGE_ORIGIN } from '../../../../electron/main/page';
import { CALL_CHANNEL } from '../../../../shared/api/desktop-bridge';
import type { CallOptions, Method } from '../../../../shared/api';

type Handler = (event: { senderFrame: unknown }, message: unknown) => Promise<unknown>;

function aMain() {
  const handlers = new Map<string, Handler>();
  const invoked: { method: Method; input: unknown; options: CallOptions | undefined }[] = [];
  answerCalls(
    { handle: (channel, listener) => void handlers.set(channel, listener as unknown as Handler) },
    {
      invoke: (method, input, options) => {
        invoked.push({ method, input, options });
        return Promise.resolve({ ok: true, value: 'answer' });
      },
    },
  );
  const call = (senderFrame: unknown, message: unknown): Promise<unknown> =>
    handlers.get(CALL_CHANNEL)?.({ senderFrame }, message) ?? Promise.reject(new Error('no handler'));
  return { handlers, invoked, call };
}

const ours = { origin: PAGE_ORIGIN, parent: null };

describe('calls from the page', () => {
  it('are answered on one channel', async () => {
    const { handlers, invoked, call } = aMain();
    expect([...handlers.keys()]).toEqual([CALL_CHANNEL]);
    const message = { method: 'source.list', input: {}, operation: 'op-1' };
    await expect(call(ours, message)).resolves.toEqual({ ok: true, value: 'answer' });
    expect(invoked).toEqual([{ method: 'source.list', input: {}, options: { operation: 'op-1' } }]);
  });

  it.each([
    ['a frame that is gone', null],
    ['another origin', { origin: 'https://example.com', parent: null }],
    ['an origin that begins like ours', { origin: `${PAGE_ORIGIN}.example.com`, parent: null }],
    ['a page without an origin', { origin: 'null', parent: null }],
    ['our page inside a frame', { origin: PAGE_ORIGIN, parent: { origin: 'https://example.com' } }],
  ])('are refused from %s', async (_who, frame) => {
    const { invoked, call } = aMain();
    const answer = await call(frame, { method: 'app.info', input: {} });
    expect(answer).toMatchObject({ ok: false, error: { code: 'access-denied' } });
    expect(invoked).toEqual([]);
  });

  it.each([
    ['no object', 'app.info'],
    ['a method that is not in the contract', { method: 'app.eval', input: {} }],
    ['a name of every object', { method: '__proto__', input: {} }],
    ['a field too many', { method: 'app.info', input: {}, channel: 'x' }],
    ['an operation id that could break a log line', { method: 'app.info', input: {}, operation: 'a\nb' }],
  ])('are refused when they are %s', async (_what, message) => {
    const { invoked, call } = aMain();
    expect(await call(ours, message)).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    expect(invoked).toEqual([]);
  });
});
