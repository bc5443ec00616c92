import type { SourceSummary } from '../../../shared/api';

/**
 * What shall follow what: as the address says, where it says something that there is; else the likely wish. What could
 * not be read is proposed only where nothing else is left: the reference, because another one would be another wish.
 */
export function choosePair(
  sources: readonly Pick<SourceSummary, 'id' | 'kind' | 'reference' | 'state'>[],
  asked: { readonly target: string | undefined; readonly follow: string | undefined },
): { readonly target: string; readonly follow: string } | undefined {
  if (sources.length < 2) return undefined;
  const known = (id: string | undefined): string | undefined =>
    sources.find((source) => source.id === id)?.id;
  const target = known(asked.target);
  const follow = known(asked.follow);
  const reference = sources.find((source) => source.reference)?.id;
  const followed =
    follow ??
    (reference !== undefined && reference !== target
      ? reference
      : readFirst(sources.filter(({ id }) => id !== target))[0]?.id);
  if (followed === undefined) return undefined;
  const others = sources.filter(({ id }) => id !== followed);
  // A database is what most plans are for; files come next, and what only remembers a database comes last.
  const rank: Readonly<Record<SourceSummary['kind'], number>> = {
    mysql: 0,
    snapshot: 1,
    sql: 2,
    toon: 3,
    migrations: 4,
    alembic: 5,
  };
  const likely = readFirst([...others].sort((a, b) => rank[a.kind] - rank[b.kind]))[0]?.id;
  const made = target !== undefined && target !== followed ? target : likely;
  return made === undefined ? undefined : { target: made, follow: followed };
}

/** Those that could be read, or were not tried yet, before those that failed; the order stays otherwise. */
function readFirst<T extends Pick<SourceSummary, 'state'>>(sources: readonly T[]): readonly T[] {
  return [
    ...sources.filter(({ state }) => state !== 'failed'),
    ...sources.filter(({ state }) => state === 'failed'),
  ];
}

/** How the window treats a target: a plan with a script, or files that are written at once. */
export function wayOf(kind: SourceSummary['kind']): 'plan' | 'files' {
  return kind === 'toon' || kind === 'sql' ? 'files' : 'plan';
}
