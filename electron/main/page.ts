import type { Protocol } from 'electron';
import { SECURITY_HEADERS } from '../host/security-headers';
import type { StaticFile } from '../host/static-files';

/** The page's own scheme: unlike file: it has an origin, and reaches no other file of the machine. */
export const PAGE_SCHEME = 'tidemark-page';

/** The only origin that may call. */
export const PAGE_ORIGIN = `${PAGE_SCHEME}://window`;

/** What the window shows. */
export const PAGE_URL = `${PAGE_ORIGIN}/`;

/** Makes the scheme behave like https. To be called before the app is ready, or Electron refuses it. */
export function registerPageScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: PAGE_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the built page under its scheme, with the same headers as the local host; 404 for whatever else. */
export function servePage(
  protocol: Pick<Protocol, 'handle'>,
  files: ReadonlyMap<string, Pick<StaticFile, 'body' | 'type'>>,
): void {
  protocol.handle(PAGE_SCHEME, (request) => {
    const url = new URL(request.url);
    const file = url.host === 'window' ? files.get(url.pathname) : undefined;
    if (file === undefined)
      return new Response('There is no such file.', { status: 404, headers: SECURITY_HEADERS });
    return new Response(new Uint8Array(file.body), {
      headers: { ...SECURITY_HEADERS, 'Content-Type': file.type },
    });
  });
}
