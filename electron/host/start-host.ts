import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { contract, isMethod, operationIdSchema } from '../../shared/api';
import type { MethodEntry, Transport } from '../../shared/api';
import { EventStreams } from './event-stream';
import { DEFAULT_LIMITS } from './limits';
import type { HostLimits } from './limits';
import { readJsonBody } from './read-json-body';
import { refuseForeign, refuseWithoutToken } from './request-guard';
import type { Refusal } from './request-guard';
import { SECURITY_HEADERS } from './security-headers';
import { StartCodes } from './start-codes';
import { loadStaticFiles } from './static-files';
import type { StaticFile } from './static-files';

/** What a host serves, and where. */
export interface HostOptions {
  /** Answers the calls. The host does not close it. */
  readonly service: Transport;
  /** The folder of the built window. Without it only the API is served. */
  readonly assets?: string;
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  readonly limits?: Partial<HostLimits>;
  /** Told of a request that failed by a bug. */
  readonly log?: (message: string, error: unknown) => void;
}

/** A host that listens. */
export interface Host {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** 256 bits, base64url. */
  readonly token: string;
  /** The address for a person: the token is in the fragment, which no server and no log ever sees. */
  readonly link: string;
  /**
   * An address for a program that is started with it, such as a browser: other users of the machine can read
   * its arguments, so it carries a code that works once, for a minute, instead of the token.
   */
  makeStartLink(): string;
  /** Ends event streams, lets calls under way finish for a moment, then cancels them. */
  stop(): Promise<void>;
}

/**
 * Serves the contract and the window on 127.0.0.1. Who knows the token may call; who comes by another name or
 * from another origin is refused, token or not. Throws when the port is taken.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const limits: HostLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const token = randomBytes(32).toString('base64url');
  const files =
    options.assets === undefined ? new Map<string, StaticFile>() : await loadStaticFiles(options.assets);
  const state: HostState = {
    service: options.service,
    limits,
    token,
    files,
    authority: '',
    streams: new EventStreams(options.service),
    calls: new Set(),
    codes: new StartCodes(),
  };
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: limits.checkMs,
    },
    (request, response) => {
      answer(state, request, response).catch((error: unknown) => {
        options.log?.('A request failed.', error);
        if (response.headersSent) response.destroy();
        else refuse(response, { status: 500, message: 'The request failed because of a bug in Tidemark.' });
      });
    },
  );
  server.maxConnections = limits.connections;
  await listen(server, options.port ?? 0);
  state.authority = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const origin = `http://${state.authority}`;
  return {
    origin,
    token,
    link: `${origin}/#token=${token}`,
    makeStartLink: () => `${origin}/#code=${state.codes.issue()}`,
    stop: () => stop(server, state),
  };
}

const exchangeSchema = z.strictObject({ code: z.string().max(128) });

interface HostState {
  readonly service: Transport;
  readonly limits: HostLimits;
  readonly token: string;
  readonly files: ReadonlyMap<string, StaticFile>;
  readonly streams: EventStreams;
  readonly calls: Set<AbortController>;
  readonly codes: StartCodes;
  authority: string;
}

async function answer(state: HostState, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const foreign = refuseForeign(request, state.authority);
  if (foreign) {
    refuse(response, foreign);
    return;
  }
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  if (path === '/session') {
    await exchangeCode(state, request, response);
    return;
  }
  if (!path.startsWith('/api/')) {
    sendFile(state, path, request, response);
    return;
  }
  const stranger = refuseWithoutToken(request, state.token);
  if (stranger) {
    refuse(response, stranger);
    return;
  }
  const name = path.slice('/api/'.length);
  if (name === 'events') openStream(state, request, response);
  else await call(state, name, request, response);
}

function sendFile(state: HostState, path: string, request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    refuse(response, { status: 405, message: 'Files can only be read.' }, { Allow: 'GET, HEAD' });
    return;
  }
  const file = state.files.get(path);
  if (!file) {
    refuse(response, { status: 404, message: 'There is no such file.' });
    return;
  }
  const headers = {
    ...SECURITY_HEADERS,
    ETag: file.etag,
    'Cache-Control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    'Content-Type': file.type,
    'Content-Length': String(file.body.length),
  });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

async function exchangeCode(
  state: HostState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') {
    refuse(response, { status: 405, message: 'A code is exchanged with POST.' }, { Allow: 'POST' });
    return;
  }
  const body = await readJsonBody(request, 1_000);
  if (!body.ok) {
    refuse(response, body.refusal);
    return;
  }
  const parsed = exchangeSchema.safeParse(body.value);
  if (!parsed.success || !state.codes.redeem(parsed.data.code)) {
    refuse(response, {
      status: 401,
      message: 'This link has been used. Open the address that Tidemark printed.',
    });
    return;
  }
  sendJson(response, 200, { ok: true, value: { token: state.token } });
}

function openStream(state: HostState, request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== 'GET') {
    refuse(response, { status: 405, message: 'Events can only be read.' }, { Allow: 'GET' });
  } else if (state.streams.size >= state.limits.streams) {
    refuse(response, { status: 503, message: 'Too many event streams are open.' });
  } else {
    state.streams.add(response, SECURITY_HEADERS);
  }
}

async function call(
  state: HostState,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isMethod(name)) {
    refuse(response, { status: 404, message: 'There is no such method.' });
    return;
  }
  if (request.method !== 'POST') {
    refuse(response, { status: 405, message: 'Methods are called with POST.' }, { Allow: 'POST' });
    return;
  }
  const operation = request.headers['x-tidemark-operation'];
  if (operation !== undefined && !operationIdSchema.safeParse(operation).success) {
    refuse(response, {
      status: 400,
      message: 'The operation id may hold letters, digits, _ and -, 64 at most.',
    });
    return;
  }
  if (state.calls.size >= state.limits.calls) {
    refuse(response, { status: 503, message: 'Too many calls are under way.' });
    return;
  }
  const body = await readJsonBody(request, state.limits.bodyBytes);
  if (!body.ok) {
    refuse(response, body.refusal);
    return;
  }
  const { outlivesCaller }: MethodEntry = contract[name];
  // Gone already: the close event that would end the call has passed.
  if (response.destroyed && outlivesCaller !== true) return;
  const controller = new AbortController();
  state.calls.add(controller);
  // A client that goes away no longer waits for the answer: the work stops with it, unless it must not.
  response.on('close', () => {
    if (outlivesCaller !== true) controller.abort();
  });
  const envelope = await state.service
    .invoke(name, body.value, {
      signal: controller.signal,
      ...(typeof operation === 'string' ? { operation } : {}),
    })
    .finally(() => state.calls.delete(controller));
  // Expected failures travel in the envelope with status 200: the browser's console is for bugs.
  sendJson(response, 200, envelope);
}

function refuse(
  response: ServerResponse,
  refusal: Refusal,
  headers: Readonly<Record<string, string>> = {},
): void {
  const code =
    refusal.status === 401 || refusal.status === 403 || refusal.status === 421
      ? 'access-denied'
      : 'invalid-input';
  // A body that was not read to its end would be taken for the next request.
  sendJson(
    response,
    refusal.status,
    { ok: false, error: { code, message: refusal.message } },
    {
      ...headers,
      Connection: 'close',
    },
  );
}

function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.destroyed) return;
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    ...headers,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(body.length),
    'Cache-Control': 'no-store',
  });
  response.end(body);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

const GRACE_MS = 2_000;
const LOOK_AGAIN_MS = 20;

async function stop(server: Server, state: HostState): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  state.streams.stop();
  const deadline = performance.now() + GRACE_MS;
  while (state.calls.size > 0 && performance.now() < deadline) await delay(LOOK_AGAIN_MS);
  for (const controller of state.calls) controller.abort();
  // Browsers keep spare connections open that never sent a request; nothing is lost with them.
  server.closeAllConnections();
  await closed;
}
