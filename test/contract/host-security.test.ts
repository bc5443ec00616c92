import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Host, HostOptions } from '../../electron/host/start-host';
import { startHost } from '../../electron/host/start-host';
import type { ApiEvent, CallOptions, Envelope, Transport } from '../../shared/api';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A service that records what reached it. */
class RecordingService implements Transport {
  readonly calls: { method: string; input: unknown; options?: CallOptions }[] = [];
  readonly listeners = new Set<(event: ApiEvent) => void>();
  reply: (options: CallOptions) => Promise<Envelope<unknown>> = () =>
    Promise.resolve({ ok: true, value: 'reached' });

  invoke(method: string, input: unknown, options: CallOptions = {}): Promise<Envelope<unknown>> {
    this.calls.push({ method, input, options });
    return this.reply(options);
  }

  subscribe(listener: (event: ApiEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

let folder: string;
let service: RecordingService;
let host: Host;

async function start(options: Partial<HostOptions> = {}): Promise<void> {
  host = await startHost({ service, assets: join(folder, 'window'), ...options });
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidemark-host-'));
  await mkdir(join(folder, 'window', 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'outside');
  await writeFile(join(folder, 'window', 'index.html'), '<!doctype html><title>T</title>');
  await writeFile(join(folder, 'window', 'assets', 'app-1a2B3c4D.js'), 'export {};');
  await writeFile(join(folder, 'window', 'notes.secret'), 'not for the page');
  await symlink(join(folder, 'secret.txt'), join(folder, 'window', 'link.txt'));
  service = new RecordingService();
  await start();
});

afterEach(async () => {
  await host.stop();
  await rm(folder, { recursive: true, force: true });
});

function send(
  method: string,
  path: string,
  headers: Record<string, string | string[]> = {},
  body?: string | Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = httpRequest(
      host.origin,
      // The path goes out exactly as written: `fetch` would tidy up the traversal.
      { method, path, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          });
        });
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

function api(
  headers: Record<string, string> = {},
  body: string | Buffer = '{}',
  path = '/api/app.info',
): Promise<Answer> {
  return send(
    'POST',
    path,
    { authorization: `Bearer ${host.token}`, 'content-type': 'application/json', ...headers },
    body,
  );
}

/** Sends bytes as they are and answers everything that came back until the connection closed. */
function raw(bytes: string): Promise<string> {
  const { port } = new URL(host.origin);
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve(answer);
    });
    socket.write(bytes);
  });
}

describe('the token', () => {
  it('has 256 bits and is another one for each host', async () => {
    expect(Buffer.from(host.token, 'base64url')).toHaveLength(32);
    const first = host.token;
    await host.stop();
    await start();
    expect(host.token).not.toBe(first);
  });

  it('lets a caller in', async () => {
    const answer = await api();
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: 'reached' });
  });

  it.each([
    ['none', undefined],
    ['empty', 'Bearer '],
    ['another', `Bearer ${'A'.repeat(43)}`],
    ['a part', 'Bearer PART'],
    ['another scheme', 'Basic TOKEN'],
    ['with more behind it', 'Bearer TOKENx'],
    ['very long', `Bearer ${'A'.repeat(5000)}`],
  ])('refuses a call with a wrong one: %s', async (_name, value) => {
    const authorization = value?.replace('TOKEN', host.token).replace('PART', host.token.slice(0, 42));
    const answer = await send(
      'POST',
      '/api/app.info',
      { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
      '{}',
    );
    expect(answer.status).toBe(401);
    expect(service.calls).toHaveLength(0);
    expect(answer.body).not.toContain(host.token);
  });

  it('is not taken from the URL, a cookie or the body', async () => {
    const headers = { 'content-type': 'application/json', cookie: `token=${host.token}` };
    const body = JSON.stringify({ token: host.token });
    const answer = await send('POST', `/api/app.info?token=${host.token}`, headers, body);
    expect(answer.status).toBe(401);
    expect(service.calls).toHaveLength(0);
  });

  it('guards the event stream too', async () => {
    expect((await send('GET', '/api/events')).status).toBe(401);
    expect(service.listeners.size).toBe(0);
  });

  it('is never in what is served without it', async () => {
    for (const path of ['/', '/assets/app-1a2B3c4D.js', '/nothing']) {
      const answer = await send('GET', path);
      expect(answer.body + JSON.stringify(answer.headers)).not.toContain(host.token);
    }
  });
});

describe('the start link', () => {
  const exchange = (code: string, headers: Record<string, string> = {}): Promise<Answer> =>
    send('POST', '/session', { 'content-type': 'application/json', ...headers }, JSON.stringify({ code }));

  it('holds a code that is exchanged for the token once', async () => {
    const link = host.makeStartLink();
    expect(link).not.toContain(host.token);
    const code = link.slice(link.indexOf('#code=') + 6);
    const first = await exchange(code);
    expect(JSON.parse(first.body)).toEqual({ ok: true, value: { token: host.token } });
    const second = await exchange(code);
    expect(second.status).toBe(401);
    expect(second.body).not.toContain(host.token);
  });

  it('gives the token to no other origin', async () => {
    const link = host.makeStartLink();
    const code = link.slice(link.indexOf('#code=') + 6);
    expect((await exchange(code, { origin: 'http://evil.example' })).status).toBe(403);
    expect((await exchange(code, { host: 'evil.example' })).status).toBe(421);
  });

  it.each([['guessed'], [''], ['__proto__']])('refuses a wrong code: %j', async (code) => {
    expect((await exchange(code)).status).toBe(401);
  });
});

describe('Host and Origin', () => {
  it.each([
    ['a name that was rebound to 127.0.0.1', 'rebound.example'],
    ['that name with our port', 'rebound.example:PORT'],
    ['localhost', 'localhost:PORT'],
    ['another port', '127.0.0.1:1'],
    ['no port', '127.0.0.1'],
    ['another spelling of the address', '127.1:PORT'],
    ['credentials', 'x@127.0.0.1:PORT'],
    ['a trailing dot', '127.0.0.1.:PORT'],
  ])('refuses a request for %s, token or not', async (_name, value) => {
    const { port } = new URL(host.origin);
    const name = value.replace('PORT', port);
    expect((await api({ host: name })).status).toBe(421);
    expect((await send('GET', '/', { host: name })).status).toBe(421);
    expect(service.calls).toHaveLength(0);
  });

  it('refuses a request without a Host, or with two', async () => {
    const { host: authority } = new URL(host.origin);
    expect(await raw('GET / HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
    const two = `GET / HTTP/1.1\r\nHost: ${authority}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`;
    expect(await raw(two)).toMatch(/^HTTP\/1.1 4\d\d /);
  });

  it.each([
    ['http://evil.example'],
    ['null'],
    ['http://localhost:PORT'],
    ['https://127.0.0.1:PORT'],
    ['http://127.0.0.1:1'],
    ['http://127.0.0.1:PORT.evil.example'],
    [''],
  ])('refuses the origin %j, token or not', async (value) => {
    const { port } = new URL(host.origin);
    expect((await api({ origin: value.replace('PORT', port) })).status).toBe(403);
    expect(service.calls).toHaveLength(0);
  });

  it('takes its own origin', async () => {
    expect((await api({ origin: host.origin, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  it.each([['cross-site'], ['same-site']])('refuses what the browser calls %s', async (site) => {
    expect((await api({ 'sec-fetch-site': site })).status).toBe(403);
    expect((await send('GET', '/', { 'sec-fetch-site': site })).status).toBe(403);
  });

  it('answers no preflight and names no allowed origin', async () => {
    const preflight = await send('OPTIONS', '/api/app.info', {
      origin: 'http://evil.example',
      'access-control-request-method': 'POST',
    });
    expect(preflight.status).toBe(403);
    for (const answer of [preflight, await api(), await send('GET', '/')]) {
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('paths and methods', () => {
  it.each([
    ['/../secret.txt'],
    ['/..%2fsecret.txt'],
    ['/%2e%2e/secret.txt'],
    ['/assets/../../secret.txt'],
    ['/assets/..\\..\\secret.txt'],
    ['//etc/passwd'],
    ['/etc/passwd'],
    ['/assets/%00/../../secret.txt'],
    ['http://127.0.0.1/../secret.txt'],
    ['/link.txt'],
    ['/notes.secret'],
    ['/assets/'],
    ['/assets'],
    ['*'],
    ['/__proto__'],
    ['/constructor'],
  ])('serves nothing for %s', async (path) => {
    const answer = await send('GET', path);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('outside');
  });

  it.each([
    ['/api/'],
    ['/api/nothing'],
    ['/api/__proto__'],
    ['/api/constructor'],
    ['/api/app.info/'],
    ['/api/APP.INFO'],
  ])('knows no method at %s', async (path) => {
    expect((await api({}, '{}', path)).status).toBe(404);
    expect(service.calls).toHaveLength(0);
  });

  it.each([['GET'], ['PUT'], ['DELETE'], ['PATCH'], ['OPTIONS']])(
    'refuses to call with %s',
    async (method) => {
      const answer = await send(method, '/api/app.info', { authorization: `Bearer ${host.token}` });
      expect(answer.status).toBe(405);
      expect(service.calls).toHaveLength(0);
    },
  );

  it.each([['POST'], ['PUT'], ['DELETE']])('refuses to %s a file', async (method) => {
    expect((await send(method, '/')).status).toBe(405);
  });

  it('serves the page with its type, and what is named by a hash for ever', async () => {
    const page = await send('GET', '/');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['cache-control']).toBe('no-cache');
    const script = await send('GET', '/assets/app-1a2B3c4D.js');
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['cache-control']).toContain('immutable');
    const again = await send('GET', '/', { 'if-none-match': String(page.headers['etag']) });
    expect(again.status).toBe(304);
    expect(again.body).toBe('');
    expect((await send('HEAD', '/')).body).toBe('');
  });

  it('forbids the page to load or send anything elsewhere, on every answer', async () => {
    for (const answer of [
      await send('GET', '/'),
      await send('GET', '/nothing'),
      await api(),
      await send('GET', '/api/x'),
    ]) {
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("connect-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:|\*/);
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      expect(answer.headers['referrer-policy']).toBe('no-referrer');
    }
  });
});

describe('bodies', () => {
  it.each([
    ['nothing', ''],
    ['half an object', '{"a":'],
    ['not JSON', 'a=1&b=2'],
    ['broken UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22])],
    ['brackets without end', '['.repeat(100_000)],
  ])('refuses %s', async (_name, body) => {
    const answer = await api({}, body);
    expect(answer.status).toBe(400);
    expect(service.calls).toHaveLength(0);
  });

  it.each([
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x'],
    ['application/jsonp'],
  ])('refuses the type %s, which a form can send without asking', async (type) => {
    expect((await api({ 'content-type': type })).status).toBe(415);
    expect(service.calls).toHaveLength(0);
  });

  it('refuses a compressed body', async () => {
    expect((await api({ 'content-encoding': 'gzip' })).status).toBe(415);
  });

  it('refuses a body over the limit, announced or not, without reading it all', async () => {
    await host.stop();
    await start({ limits: { bodyBytes: 1000 } });
    const { host: authority } = new URL(host.origin);
    const head = `POST /api/app.info HTTP/1.1\r\nHost: ${authority}\r\nAuthorization: Bearer ${host.token}\r\nContent-Type: application/json\r\n`;
    expect(await raw(`${head}Content-Length: 1000000000\r\n\r\n{`)).toMatch(/^HTTP\/1.1 413 /);
    const chunk = `3e8\r\n${'x'.repeat(1000)}\r\n`;
    expect(await raw(`${head}Transfer-Encoding: chunked\r\n\r\n${chunk}${chunk}`)).toMatch(/^HTTP\/1.1 413 /);
    expect(service.calls).toHaveLength(0);
    expect((await api({}, JSON.stringify({ text: 'x'.repeat(900) }))).status).toBe(200);
  });

  it('refuses two lengths that smuggle a second request', async () => {
    const { host: authority } = new URL(host.origin);
    const answer = await raw(
      `POST /api/app.info HTTP/1.1\r\nHost: ${authority}\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(answer.match(/HTTP\/1.1/g)).toHaveLength(1);
  });

  it.each([['a b'], ['x'.repeat(65)], ['../x'], ['']])('refuses the operation id %j', async (operation) => {
    expect((await api({ 'x-tidemark-operation': operation })).status).toBe(400);
  });
});

describe('slow and many', () => {
  it('drops a client that never ends its headers', async () => {
    await host.stop();
    await start({ limits: { headersMs: 100, requestMs: 200, checkMs: 20 } });
    const { host: authority } = new URL(host.origin);
    expect(await raw(`GET / HTTP/1.1\r\nHost: ${authority}\r\nX-Slow: `)).toMatch(/^HTTP\/1.1 408 /);
  });

  it('drops a client that never ends its body', async () => {
    await host.stop();
    await start({ limits: { headersMs: 100, requestMs: 200, checkMs: 20 } });
    const { host: authority } = new URL(host.origin);
    const head = `POST /api/app.info HTTP/1.1\r\nHost: ${authority}\r\nAuthorization: Bearer ${host.token}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`;
    expect(await raw(head)).toMatch(/^HTTP\/1.1 (408|400) /);
    expect(service.calls).toHaveLength(0);
  });

  it('refuses headers without end', async () => {
    const { host: authority } = new URL(host.origin);
    const answer = await raw(`GET / HTTP/1.1\r\nHost: ${authority}\r\nX-Long: ${'x'.repeat(20_000)}`);
    expect(answer).toMatch(/^HTTP\/1.1 431 /);
  });

  it('holds only so many event streams and calls', async () => {
    await host.stop();
    await start({ limits: { streams: 1, calls: 1 } });
    const controller = new AbortController();
    const headers = { authorization: `Bearer ${host.token}` };
    const stream = await fetch(`${host.origin}/api/events`, { headers, signal: controller.signal });
    expect(stream.status).toBe(200);
    expect((await send('GET', '/api/events', headers)).status).toBe(503);
    controller.abort();
    let release: (envelope: Envelope<unknown>) => void = () => undefined;
    service.reply = () => new Promise((resolve) => (release = resolve));
    const waiting = api();
    await expect.poll(() => service.calls.length).toBe(1);
    expect((await api()).status).toBe(503);
    release({ ok: true, value: 1 });
    expect((await waiting).status).toBe(200);
  });
});

describe('calls and events', () => {
  it('passes the operation id on and cancels the call when its client goes', async () => {
    let aborted = false;
    service.reply = (options) =>
      new Promise((resolve) => {
        options.signal?.addEventListener('abort', () => {
          aborted = true;
          resolve({ ok: false, error: { code: 'cancelled', message: 'Cancelled.' } });
        });
      });
    const controller = new AbortController();
    const call = fetch(`${host.origin}/api/drift.matrix`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${host.token}`,
        'content-type': 'application/json',
        'x-tidemark-operation': 'op-1',
      },
      body: '{}',
      signal: controller.signal,
    });
    await expect.poll(() => service.calls.length).toBe(1);
    expect(service.calls[0]?.options?.operation).toBe('op-1');
    controller.abort();
    await expect(call).rejects.toThrow();
    await expect.poll(() => aborted).toBe(true);
  });

  it('lets a run go on when its client goes, and stops it when it is cancelled at the end', async () => {
    let signal: CallOptions['signal'];
    let finish: (envelope: Envelope<unknown>) => void = () => undefined;
    service.reply = (options) => {
      signal = options.signal;
      return new Promise((resolve) => (finish = resolve));
    };
    const controller = new AbortController();
    const call = fetch(`${host.origin}/api/run.start`, {
      method: 'POST',
      headers: { authorization: `Bearer ${host.token}`, 'content-type': 'application/json' },
      body: '{}',
      signal: controller.signal,
    });
    await expect.poll(() => service.calls.length).toBe(1);
    controller.abort();
    await expect(call).rejects.toThrow();
    service.reply = () => Promise.resolve({ ok: true, value: 1 });
    // The host has seen the client go by the time that it answers the next one's second call.
    expect((await api()).status).toBe(200);
    expect((await api()).status).toBe(200);
    expect(signal?.aborted).toBe(false);
    // Whoever stops the host stops the run too, after its statement: the host waits for that, then cancels.
    signal?.addEventListener('abort', () => {
      finish({ ok: false, error: { code: 'cancelled', message: 'Cancelled.' } });
    });
    await host.stop();
    expect(signal?.aborted).toBe(true);
    await start();
  });

  it('sends each event as one line, whatever its text holds', async () => {
    const stream = await fetch(`${host.origin}/api/events`, {
      headers: { authorization: `Bearer ${host.token}` },
    });
    await expect.poll(() => service.listeners.size).toBe(1);
    const event: ApiEvent = {
      kind: 'progress',
      operation: 'op',
      phase: 'a\n\ndata: forged',
      done: 1,
      current: '\r\n',
    };
    for (const listener of service.listeners) listener(event);
    const reader = (stream.body ?? expect.fail('no body')).pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('operation')) text += (await reader.read()).value ?? expect.fail('ended');
    const lines = text.split('\n').filter((line) => line.startsWith('data: '));
    expect(lines).toHaveLength(1);
    expect(JSON.parse((lines[0] ?? '').slice(6))).toEqual(event);
    await host.stop();
    expect((await reader.read()).done).toBe(true);
    await start();
  });

  it('answers a bug with 500 and no inside, and goes on', async () => {
    service.reply = () => Promise.reject(new Error('secret inside'));
    const answer = await api();
    expect(answer.status).toBe(500);
    expect(answer.body).not.toContain('secret inside');
    service.reply = () => Promise.resolve({ ok: true, value: 2 });
    expect((await api()).status).toBe(200);
  });

  it('listens on 127.0.0.1 only and refuses a port that is taken', async () => {
    expect(host.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const port = Number(new URL(host.origin).port);
    await expect(startHost({ service, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
