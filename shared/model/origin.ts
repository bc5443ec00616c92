/** A place in a file: 1-based line and column (columns count UTF-16 units). `path` is relative to the workspace. */
export interface FileOrigin {
  readonly kind: 'file';
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/**
 * A read from a server. One object is shared by everything that came from one read. `readAt` is ISO 8601 UTC.
 * `shown` marks what MySQL's SHOW CREATE stated: more than its information_schema knows (USING of an index).
 */
export interface ServerOrigin {
  readonly kind: 'server';
  readonly server: string;
  readonly readAt: string;
  readonly shown?: true;
}

/** Where a value was stated. Every value that is shown can be traced through this. */
export type Origin = FileOrigin | ServerOrigin;

/** `lupo_actors.toon:7`, or `production, read 2026-01-26T08:14:00Z`. */
export function formatOrigin(origin: Origin): string {
  return origin.kind === 'file'
    ? `${origin.path}:${String(origin.line)}`
    : `${origin.server}, read ${origin.readAt}`;
}
