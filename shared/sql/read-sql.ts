import type { Flavor, SchemaModel } from '../model';
import { SqlSession } from './session';
import type { IncludeText, SqlReading, SqlSessionOptions } from './session';

/** How one script is read; `path` is what origins say. */
export interface ReadSqlOptions {
  readonly path: string;
  readonly flavor?: Flavor;
  readonly defaultSchema?: string;
  readonly base?: SchemaModel;
  readonly include?: IncludeText;
  readonly sqlMode?: string;
}

/** Executes a script on an empty or given model and answers the schema that results. Never throws for what is in it. */
export function readSql(text: string, options: ReadSqlOptions): SqlReading {
  const session = createSession(options);
  session.run(text, options.path);
  return session.reading();
}

/** A session for several files in order: `session.run(text, path)`, then `session.reading()`. */
export function createSession(options: SqlSessionOptions = {}): SqlSession {
  return new SqlSession(options);
}
