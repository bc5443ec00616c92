const KEY = 'tidemark.token';

/**
 * The token that opens the local host, from the address that Tidemark printed (`#token=…`), from a start link
 * (`#code=…`, exchanged once), or from this tab's own memory. It is kept for the tab only, and never sent by
 * the browser on its own as a cookie would be: cookies of 127.0.0.1 go to every port of the machine.
 */
export async function openSession(): Promise<string | undefined> {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const token = fragment.get('token');
  const code = fragment.get('code');
  // Out of the address bar at once: not in the history, not in a copied address.
  if (token !== null || code !== null) history.replaceState(null, '', location.pathname);
  const fresh = token ?? (code === null ? undefined : await exchange(code));
  if (fresh !== undefined) sessionStorage.setItem(KEY, fresh);
  return fresh ?? sessionStorage.getItem(KEY) ?? undefined;
}

async function exchange(code: string): Promise<string | undefined> {
  const response = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  if (!response.ok) return undefined;
  const answer = (await response.json()) as { readonly value: { readonly token: string } };
  return answer.value.token;
}
