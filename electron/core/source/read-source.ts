import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/app-error';
import { formatSourceAddress, placeTables } from '../../../shared/workspace';
import { fingerprintReading } from './fingerprint-reading';
import type { SourceConfig } from '../../../shared/workspace';
import type { FileResult, FileSource } from './file-job';
import { limitFacets } from './limit-facets';
import type { IncludedFile } from './read-sql-source';
import { SourcePool } from './source-pool';
import type { RunHere } from './source-pool';
import type { ReadContext, SourceReading } from './source-reading';
import { countModel } from './source-reading';

interface Known {
  readonly reading: SourceReading;
  readonly included: readonly IncludedFile[];
}

/** The readers of files are loaded where files are read: mostly a thread, and never by who compares two servers. */
const readFilesHere: RunHere = async (job, watch) => {
  const { readFileSource } = await import('./read-file-source');
  return readFileSource(job, watch);
};

/**
 * Reads sources and remembers the last reading of each: a source whose files did not change is not parsed again.
 * A server is asked every time. It has a lifetime because of its threads; close it.
 */
export class SourceReader {
  readonly #pool: SourcePool;
  readonly #readings = new Map<string, Known>();

  constructor(pool: SourcePool = new SourcePool(readFilesHere)) {
    this.#pool = pool;
  }

  /**
   * Reads one source. Mistakes in its files are diagnostics of the reading. Throws AppError: `not-found` for a
   * path that is not there, `outside-workspace`, `cancelled`, and for servers what connecting throws.
   */
  async read(source: SourceConfig, context: ReadContext): Promise<SourceReading> {
    if (source.kind === 'mysql') {
      const { readServerSource } = await import('./read-server-source');
      return readServerSource(source, context);
    }
    return this.#readFiles(source, context);
  }

  /** Reads several sources side by side; one that fails does not stop the others. Answers in their order. */
  async readAll(
    sources: readonly SourceConfig[],
    context: ReadContext,
  ): Promise<readonly PromiseSettledResult<SourceReading>[]> {
    return Promise.allSettled(sources.map((source) => this.read(source, context)));
  }

  /** Forgets what was read of a source, or of all. */
  forget(id?: string): void {
    if (id === undefined) this.#readings.clear();
    for (const [key, { reading }] of this.#readings) if (reading.id === id) this.#readings.delete(key);
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await this.#pool.close();
  }

  async #readFiles(asked: FileSource, context: ReadContext): Promise<SourceReading> {
    const source = readFor(asked, context.flavor);
    // What decides about placement is part of the key: the same files may land elsewhere.
    const key = createHash('sha256')
      .update(
        JSON.stringify([source, context.root, context.federation, context.defaultSchema, context.ignore]),
      )
      .digest('hex');
    const known = context.refresh === true ? undefined : this.#readings.get(key);
    const result = await this.#pool.run(
      {
        source,
        root: context.root,
        ignore: context.ignore ?? [],
        known: known && { fingerprint: fingerprintReading(known.reading), included: known.included },
      },
      {
        progress: (progress) => context.progress?.(progress),
        isCancelled: () => context.signal?.aborted === true,
      },
      context.signal,
    );
    if (result.kind === 'unchanged' && known) return known.reading;
    if (result.kind === 'unchanged')
      throw new AppError('internal', 'A reading that nobody has was taken for known.');
    const reading = finishReading(source, result, context);
    this.#readings.set(key, { reading, included: result.included });
    return reading;
  }
}

/** A source of scripts, read for a server where it says none itself. */
function readFor(source: FileSource, flavor: string | undefined): FileSource {
  const isScript = source.kind === 'sql' || source.kind === 'migrations';
  return isScript && flavor !== undefined && source.flavor === undefined ? { ...source, flavor } : source;
}

function finishReading(
  source: FileSource,
  result: Extract<FileResult, { readonly kind: 'read' }>,
  context: ReadContext,
): SourceReading {
  const { model: placed, placements } = placeTables(result.model, {
    federation: context.federation,
    sourceSchema: 'schema' in source ? source.schema : undefined,
    defaultSchema: context.defaultSchema,
  });
  const model = limitFacets(placed, source.kind);
  return {
    id: source.id,
    kind: source.kind,
    address: formatSourceAddress(source),
    model,
    diagnostics: result.diagnostics,
    fingerprint: result.fingerprint,
    counts: countModel(model, result.files, result.statements),
    ...(result.statements && { statements: result.statements }),
    ...(result.perFlavor === true && { perFlavor: true }),
    placements,
    readAt: result.takenAt ?? new Date().toISOString(),
  };
}

/** Reads one source once, without remembering it. See SourceReader.read. */
export async function readSource(source: SourceConfig, context: ReadContext): Promise<SourceReading> {
  const reader = new SourceReader();
  try {
    return await reader.read(source, context);
  } finally {
    await reader.close();
  }
}
