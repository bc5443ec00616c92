import { orderNodes } from '../../../shared/migrations/order-nodes';
import type { OrderEdge } from '../../../shared/migrations/order-nodes';
import type { Diagnostic, Read } from '../../../shared/model';
import type { AlembicRevision } from './read-revision';

/** A revision that is older, by its own date, than one that it follows. */
export interface DateContradiction {
  readonly revision: string;
  readonly follows: string;
  readonly date: string;
  readonly followsDate: string;
}

/** The facts of a revision graph. All lists of ids are in graph order. */
export interface RevisionGraph {
  /** One revision per id, parents first. */
  readonly ordered: readonly AlembicRevision[];
  readonly heads: readonly string[];
  readonly roots: readonly string[];
  /** `redundant`: one of the parents is an ancestor of another, so nothing was merged. */
  readonly merges: readonly {
    readonly revision: string;
    readonly parents: readonly string[];
    readonly redundant: boolean;
  }[];
  readonly branchPoints: readonly string[];
  readonly missingParents: readonly { readonly revision: string; readonly parent: string }[];
  readonly cycles: readonly (readonly string[])[];
  /** Revisions that no root leads to: their line of parents ends in a missing one, or in a cycle. */
  readonly orphans: readonly string[];
  readonly duplicates: readonly { readonly revision: string; readonly paths: readonly string[] }[];
  readonly dateContradictions: readonly DateContradiction[];
}

/** Puts revisions in order and says what is wrong with their graph. The order does not depend on that of the input. */
export function buildRevisionGraph(revisions: readonly AlembicRevision[]): Read<RevisionGraph> {
  const diagnostics: Diagnostic[] = [];
  const byId = new Map<string, AlembicRevision>();
  const paths = new Map<string, string[]>();
  const sorted = revisions.toSorted((a, b) => compareText(rankOf(a), rankOf(b)));
  for (const revision of sorted) {
    const known = paths.get(revision.revision);
    if (known === undefined) {
      byId.set(revision.revision, revision);
      paths.set(revision.revision, [revision.path]);
    } else {
      known.push(revision.path);
      const first = byId.get(revision.revision);
      diagnostics.push({
        severity: 'error',
        code: 'alembic-duplicate-revision',
        message: `Revision ${revision.revision} is defined twice; the one in ${known[0] ?? ''} counts.`,
        location: revision.origin,
        ...(first === undefined ? {} : { related: first.origin }),
      });
    }
  }
  const nodes = [...byId.values()];
  const numbers = new Map(nodes.map((node, index) => [node.revision, index]));
  const labels = new Map(
    nodes.flatMap((node) => node.branchLabels.map((label) => [label, node.revision] as const)),
  );
  const edges: OrderEdge[] = [];
  const missing: { revision: string; parent: string }[] = [];
  const children = new Map<string, string[]>();
  for (const [to, node] of nodes.entries()) {
    for (const [parent, strength] of [
      ...node.downRevisions.map((id) => [id, 1] as const),
      ...node.dependsOn.map((id) => [id, 2] as const),
    ]) {
      const id = numbers.has(parent) ? parent : (labels.get(parent) ?? uniquePrefix(parent, numbers));
      const from = id === undefined ? undefined : numbers.get(id);
      if (id === undefined || from === undefined) {
        missing.push({ revision: node.revision, parent });
        diagnostics.push({
          severity: 'error',
          code: 'alembic-missing-parent',
          message: `Revision ${node.revision} follows ${parent}, which no file defines.`,
          location: node.origin,
        });
        continue;
      }
      edges.push({ from, to, strength });
      if (strength === 1) children.set(id, [...(children.get(id) ?? []), node.revision]);
    }
  }
  const { order, cycles } = orderNodes(nodes.length, edges);
  const ordered = order.flatMap((index) => nodes[index] ?? []);
  const cycleIds = cycles.map((cycle) => cycle.flatMap((index) => nodes[index]?.revision ?? []));
  for (const cycle of cycleIds) {
    diagnostics.push({
      severity: 'error',
      code: 'alembic-cycle',
      message: `These revisions wait for each other: ${cycle.join(', ')}.`,
      ...withLocation(byId.get(cycle[0] ?? '')),
    });
  }
  const heads = ordered.filter((node) => !children.has(node.revision)).map((node) => node.revision);
  if (heads.length > 1) {
    diagnostics.push({
      severity: 'warning',
      code: 'alembic-several-heads',
      message: `There are ${String(heads.length)} heads: ${heads.join(', ')}. "alembic upgrade head" refuses to choose.`,
      hint: 'alembic merge makes them one.',
    });
  }
  return {
    value: {
      ordered,
      heads,
      roots: ordered.filter((node) => node.downRevisions.length === 0).map((node) => node.revision),
      merges: ordered
        .filter((node) => node.downRevisions.length > 1)
        .map((node) => ({
          revision: node.revision,
          parents: node.downRevisions,
          redundant: hasAncestorParent(node, byId),
        })),
      branchPoints: ordered
        .filter((node) => (children.get(node.revision)?.length ?? 0) > 1)
        .map((node) => node.revision),
      missingParents: missing,
      cycles: cycleIds,
      orphans: findOrphans(ordered, children),
      duplicates: [...paths]
        .filter(([, files]) => files.length > 1)
        .map(([revision, files]) => ({ revision, paths: files })),
      dateContradictions: findDateContradictions(ordered, byId),
    },
    diagnostics,
  };
}

function withLocation(revision: AlembicRevision | undefined): { location?: AlembicRevision['origin'] } {
  return revision === undefined ? {} : { location: revision.origin };
}

/** Alembic lets a reference be shortened to a unique beginning of at least four characters. */
function uniquePrefix(text: string, ids: ReadonlyMap<string, number>): string | undefined {
  if (text.length < 4) return undefined;
  let found: string | undefined;
  for (const id of ids.keys()) {
    if (!id.startsWith(text)) continue;
    if (found !== undefined) return undefined;
    found = id;
  }
  return found;
}

function findOrphans(
  ordered: readonly AlembicRevision[],
  children: ReadonlyMap<string, readonly string[]>,
): string[] {
  const reached = new Set(
    ordered.filter((node) => node.downRevisions.length === 0).map((node) => node.revision),
  );
  const queue = [...reached];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const child of children.get(id) ?? []) {
      if (reached.has(child)) continue;
      reached.add(child);
      queue.push(child);
    }
  }
  return ordered.filter((node) => !reached.has(node.revision)).map((node) => node.revision);
}

function hasAncestorParent(node: AlembicRevision, byId: ReadonlyMap<string, AlembicRevision>): boolean {
  const parents = new Set(node.downRevisions);
  const seen = new Set<string>();
  const queue = node.downRevisions.flatMap((parent) => byId.get(parent)?.downRevisions ?? []);
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (parents.has(id)) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    queue.push(...(byId.get(id)?.downRevisions ?? []));
  }
  return false;
}

function findDateContradictions(
  ordered: readonly AlembicRevision[],
  byId: ReadonlyMap<string, AlembicRevision>,
): DateContradiction[] {
  const found: DateContradiction[] = [];
  for (const node of ordered) {
    for (const id of node.downRevisions) {
      const parent = byId.get(id);
      const [date, followsDate] = [dateOf(node), parent === undefined ? undefined : dateOf(parent)];
      if (date !== undefined && followsDate !== undefined && date < followsDate) {
        found.push({ revision: node.revision, follows: id, date, followsDate });
      }
    }
  }
  return found;
}

/**
 * The date that a revision gives itself, as `YYYY-MM-DD HH:MM:SS` with unknown parts 00: its Create Date,
 * else the digits that its file name begins with. Zones are left alone: nearly all files say UTC or nothing.
 */
export function dateOf(revision: AlembicRevision): string | undefined {
  const name = revision.path.slice(revision.path.lastIndexOf('/') + 1);
  const match =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?/.exec(revision.createDate ?? '') ??
    /^(\d{4})_?(\d{2})_?(\d{2})(?:_(\d{2})(\d{2})(?=_))?/.exec(name);
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00'] = match;
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

function rankOf(revision: AlembicRevision): string {
  return `${dateOf(revision) ?? ''}\u0000${revision.revision}\u0000${revision.path}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
