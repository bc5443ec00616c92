import type { IncomingMessage } from 'node:http';
import type { Refusal } from './request-guard';

/** A request's body as JSON, or why it was refused. */
export type JsonBody =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refusal: Refusal };

/** Reads a JSON body of at most `limit` bytes. The rest of a larger one is never read. */
export async function readJsonBody(request: IncomingMessage, limit: number): Promise<JsonBody> {
  if (!/^application\/json(?:\s*;\s*charset=utf-8)?$/i.test(request.headers['content-type'] ?? '')) {
    return refuse(415, 'Send JSON, with Content-Type: application/json.');
  }
  if (request.headers['content-encoding'] !== undefined)
    return refuse(415, 'Compressed bodies are not read.');
  const tooLarge = `A request may hold ${String(limit)} bytes at most.`;
  if (Number(request.headers['content-length'] ?? 0) > limit) return refuse(413, tooLarge);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) return refuse(413, tooLarge);
      chunks.push(chunk);
    }
  } catch {
    return refuse(400, 'The request ended before its body did.');
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return refuse(400, 'The body is not JSON.');
  }
}

function refuse(status: number, message: string): JsonBody {
  return { ok: false, refusal: { status, message } };
}
