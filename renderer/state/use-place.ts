import { useSyncExternalStore } from 'react';
import { formatPlace, parsePlace, type Place } from './place';

const listeners = new Set<() => void>();
let known: { readonly hash: string; readonly place: Place | undefined } | undefined;

/** Where the window is now; undefined while the address names no screen. */
export function readPlace(): Place | undefined {
  const { hash } = location;
  // The same object for the same address: React compares by identity.
  if (known?.hash !== hash) known = { hash, place: parsePlace(hash) };
  return known.place;
}

/** Where the window is, kept up to date through back and forward. */
export function usePlace(): Place | undefined {
  return useSyncExternalStore(subscribe, readPlace);
}

/** Goes somewhere. `replace` leaves no step to go back to: for what is typed, ticked or walked through. */
export function goTo(place: Place, options: { readonly replace?: boolean } = {}): void {
  const hash = formatPlace(place);
  if (hash === location.hash) return;
  if (options.replace === true) history.replaceState(null, '', hash);
  else history.pushState(null, '', hash);
  for (const listener of [...listeners]) listener();
}

/** Changes some of the query of the place that the window is at; '' or undefined takes a value away. */
export function adjustPlace(
  changes: Readonly<Record<string, string | undefined>>,
  options: { readonly replace?: boolean } = { replace: true },
): void {
  const place = readPlace();
  if (place === undefined) return;
  const query = new Map(place.query);
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined || value === '') query.delete(key);
    else query.set(key, value);
  }
  goTo({ ...place, query }, options);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  window.addEventListener('hashchange', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
    window.removeEventListener('hashchange', listener);
  };
}
