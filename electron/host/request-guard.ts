import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Why a request was turned away: an HTTP status and a sentence. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
}

/**
 * Refuses a request that did not come to this very address. A page on a name that was made to point at
 * 127.0.0.1 (DNS rebinding) sends its own name as Host, and a page of another site sends its own Origin.
 */
export function refuseForeign(request: IncomingMessage, authority: string): Refusal | undefined {
  const hosts = request.headersDistinct['host'] ?? [];
  if (hosts.length !== 1 || hosts[0] !== authority) {
    return { status: 421, message: `This host answers only to http://${authority}.` };
  }
  const origins = request.headersDistinct['origin'] ?? [];
  if (origins.length > 1 || (origins.length === 1 && origins[0] !== `http://${authority}`)) {
    return { status: 403, message: 'Requests from other origins are refused.' };
  }
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return { status: 403, message: 'Requests from other sites are refused.' };
  }
  return undefined;
}

/** Refuses a request without `Authorization: Bearer <token>`; compares in constant time. */
export function refuseWithoutToken(request: IncomingMessage, token: string): Refusal | undefined {
  const given = /^Bearer ([A-Za-z0-9_-]{1,128})$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  if (timingSafeEqual(digest(given), digest(token))) return undefined;
  return {
    status: 401,
    message: 'The access token is missing or wrong. Open the address that Tidemark printed.',
  };
}

// Digests have one length, which timingSafeEqual needs, and tell nothing of the token's own.
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
