const KEY = 'tidemark.person';

/** The name under which this window's person spoke last; '' before the first time. */
export function readPerson(): string {
  return sessionStorage.getItem(KEY) ?? '';
}

/** Remembers a person's name for this window. */
export function rememberPerson(name: string): void {
  sessionStorage.setItem(KEY, name);
}
