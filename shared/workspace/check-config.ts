import type * as z from 'zod';
import { suggestName } from './suggest-name';
import type { FederationConfig, SourceConfig, WorkspaceConfig } from './workspace-config';
import { sourceConfigSchema, workspaceConfigSchema } from './workspace-config';

/** The keys and indexes that lead to a place in the file. */
type Path = readonly (string | number)[];

/** One thing wrong with a config: where, as the keys and indexes that lead there, and what. */
export interface ConfigProblem {
  readonly code: string;
  readonly message: string;
  readonly path: readonly (string | number)[];
  /** True when the key itself is wrong, not its value. */
  readonly atKey: boolean;
  readonly hint?: string;
}

/** A config as far as it is usable: what is wrong is left out, so that one mistake does not hide the rest. */
export interface CheckedConfig {
  readonly config: WorkspaceConfig;
  readonly problems: readonly ConfigProblem[];
}

/** Keys under which people write secrets. They are refused wherever they stand. */
const SECRET_KEY = /^(?:password|passwd|passphrase|pwd|pass|secret|token|api_?key)$/i;
const SECRET_HINT =
  'Remove it. Passwords come from TIDEMARK_PASSWORD or TIDEMARK_PASSWORD_<ID>, ~/.my.cnf, the system’s store, or are asked for.';

/** The password in `scheme://user:password@host`; the text of an address is never shown. */
const URL_WITH_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^/?#@]*:[^/?#]*@/i;

/**
 * Checks what was read from tidemark.yaml, part by part: a source with a mistake is left out, and so is another
 * part with one, while unknown keys are only told. A password, in a key or in an address, is refused, and its
 * text is in no message. Never throws.
 */
export function checkConfig(value: unknown): CheckedConfig {
  const problems: ConfigProblem[] = [...findSecrets(value)];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push({
      code: 'config-invalid-value',
      message: 'The file is not a list of keys and values',
      path: [],
      atKey: false,
    });
    return { config: { sources: [] }, problems };
  }
  const stated = new Map(Object.entries(value));
  const parts: Record<string, unknown> = {};
  for (const [key, part] of stated) {
    if (key === 'sources') continue;
    if (!TOP_KEYS.has(key)) {
      // A secret at the top was told already.
      if (!SECRET_KEY.test(key))
        problems.push(
          unknownKey(
            key,
            [],
            [...TOP_KEYS.keys()].filter((known) => !stated.has(known)),
          ),
        );
      continue;
    }
    const checked = checkPart(TOP_KEYS.get(key), part, [key], problems);
    if (checked !== undefined) parts[key] = checked;
  }
  const sources = checkSources(stated.get('sources'), problems);
  const federation = parts['federation'] as FederationConfig | undefined;
  if (federation) checkFederation(federation, problems);
  const config = workspaceConfigSchema.parse({ ...parts, sources });
  checkReference(config, problems);
  return { config, problems };
}

const TOP_KEYS: ReadonlyMap<string, z.ZodType> = new Map(Object.entries(workspaceConfigSchema.shape));

function checkSources(value: unknown, problems: ConfigProblem[]): readonly SourceConfig[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    problems.push({
      code: 'config-invalid-value',
      message: '“sources” is not a list',
      path: ['sources'],
      atKey: false,
      hint: 'Begin each source with “- id:”.',
    });
    return [];
  }
  const sources = new Map<string, SourceConfig>();
  value.forEach((part: unknown, at) => {
    const source = checkPart(sourceConfigSchema, part, ['sources', at], problems) as SourceConfig | undefined;
    if (!source || (source.kind === 'mysql' && URL_WITH_PASSWORD.test(source.url))) return;
    if (sources.has(source.id)) {
      problems.push({
        code: 'config-duplicate-id',
        message: `Two sources have the id “${source.id}”; the first one counts`,
        path: ['sources', at, 'id'],
        atKey: false,
      });
    } else {
      sources.set(source.id, source);
    }
  });
  return [...sources.values()];
}

/** The part as its schema has it, after unknown keys are told and taken out; undefined when it is not usable. */
function checkPart(
  schema: z.ZodType | undefined,
  value: unknown,
  path: Path,
  problems: ConfigProblem[],
): unknown {
  if (!schema) return undefined;
  const first = schema.safeParse(value);
  if (first.success) return first.data;
  const described = first.error.issues.flatMap((issue) => describeIssue(issue, value, path));
  problems.push(
    ...described.filter(
      (problem) => problem.code !== 'config-unknown-key' || !SECRET_KEY.test(String(problem.path.at(-1))),
    ),
  );
  const unknown = described.filter((problem) => problem.code === 'config-unknown-key');
  if (unknown.length === 0) return undefined;
  const stripped = unknown.reduce<unknown>(
    (current, problem) => dropKey(current, problem.path.slice(path.length)),
    value,
  );
  const second = schema.safeParse(stripped);
  return second.success ? second.data : undefined;
}

function findSecrets(value: unknown): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const waiting: { readonly value: unknown; readonly path: readonly (string | number)[] }[] = [
    { value, path: [] },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value: part, path } = next;
    if (typeof part === 'string' && URL_WITH_PASSWORD.test(part)) {
      problems.push({
        code: 'config-secret',
        message: 'The address holds a password',
        path,
        atKey: false,
        hint: SECRET_HINT,
      });
    }
    if (typeof part !== 'object' || part === null || path.length > 20) continue;
    for (const [key, child] of Object.entries(part)) {
      const childPath = [...path, Array.isArray(part) ? Number(key) : key];
      if (!Array.isArray(part) && SECRET_KEY.test(key) && typeof child !== 'object') {
        problems.push({
          code: 'config-secret',
          message: `“${key}” does not belong in this file`,
          path: childPath,
          atKey: true,
          hint: SECRET_HINT,
        });
      }
      waiting.push({ value: child, path: childPath });
    }
  }
  return problems;
}

function describeIssue(issue: z.core.$ZodIssue, value: unknown, base: Path): readonly ConfigProblem[] {
  const inner = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  const path = [...base, ...inner];
  const stated = valueAt(value, inner);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(key, path, knownKeys(path, stated)));
  }
  if (issue.code === 'invalid_union' && path[0] === 'sources') {
    const missing = stated === undefined;
    const near = typeof stated === 'string' ? suggestName(stated, SOURCE_KINDS) : undefined;
    return [
      {
        code: missing ? 'config-missing-key' : 'config-unknown-kind',
        message: `A source’s kind is one of ${SOURCE_KINDS.join(', ')}`,
        path,
        atKey: false,
        ...(near !== undefined && { hint: `Did you mean “${near}”?` }),
      },
    ];
  }
  const missing = issue.code === 'invalid_type' && stated === undefined;
  const label = `“${String(path.at(-1))}”`;
  return [
    {
      code: missing ? 'config-missing-key' : 'config-invalid-value',
      message: missing ? `${label} is missing` : `${label} is not valid: ${lowerFirst(issue.message)}`,
      path,
      atKey: false,
    },
  ];
}

function unknownKey(key: string, path: Path, known: readonly string[]): ConfigProblem {
  const near = suggestName(key, known);
  return {
    code: 'config-unknown-key',
    message: `“${key}” is not known here`,
    path: [...path, key],
    atKey: true,
    ...(near !== undefined && { hint: `Did you mean “${near}”?` }),
  };
}

const SOURCE_KINDS = ['toon', 'sql', 'migrations', 'alembic', 'snapshot', 'mysql'] as const;

const KEYS: readonly { readonly at: RegExp; readonly keys: readonly string[] }[] = [
  { at: /^sources\.\d+$/, keys: ['id', 'kind', 'path', 'url', 'schema', 'ignore', 'flavor', 'snapshot'] },
  { at: /^federation$/, keys: ['default', 'budget', 'schemas'] },
  { at: /^federation\.schemas\.\d+$/, keys: ['name', 'role', 'tables', 'patterns', 'limit'] },
  { at: /^doctrine$/, keys: ['preset', 'severities', 'settings'] },
];

function knownKeys(path: Path, stated: unknown): readonly string[] {
  const at = path.map(String).join('.');
  const known = KEYS.find((entry) => entry.at.test(at))?.keys ?? [];
  // A key that is there already was not what was meant.
  return known.filter((key) => typeof stated !== 'object' || stated === null || !Object.hasOwn(stated, key));
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Readonly<Record<string | number, unknown>>)[key];
  }
  return current;
}

/** A copy without one key. Lists keep their length, so that places further on stay right. */
function dropKey(value: unknown, path: Path): unknown {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.map((item: unknown, at) => (at === key ? dropKey(item, rest) : item));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, child]): [string, unknown][] => {
      if (name !== String(key)) return [[name, child]];
      return rest.length === 0 ? [] : [[name, dropKey(child, rest)]];
    }),
  );
}

function checkFederation(federation: FederationConfig, problems: ConfigProblem[]): void {
  const schemas = new Set<string>();
  federation.schemas.forEach((schema, at) => {
    if (schemas.has(schema.name)) {
      problems.push({
        code: 'config-duplicate-schema',
        message: `The schema “${schema.name}” is described twice`,
        path: ['federation', 'schemas', at, 'name'],
        atKey: false,
      });
    }
    schemas.add(schema.name);
  });
  const home = federation.default;
  if (home === undefined || schemas.has(home)) return;
  const near = suggestName(home, schemas);
  problems.push({
    code: 'config-unknown-schema',
    message: `The federation has no schema “${home}”`,
    path: ['federation', 'default'],
    atKey: false,
    ...(near !== undefined && { hint: `Did you mean “${near}”?` }),
  });
}

function checkReference(config: WorkspaceConfig, problems: ConfigProblem[]): void {
  if (config.reference === undefined) return;
  const ids = config.sources.map((source) => source.id);
  if (ids.includes(config.reference)) return;
  const near = suggestName(config.reference, ids);
  problems.push({
    code: 'config-unknown-reference',
    message: `No usable source has the id “${config.reference}”`,
    path: ['reference'],
    atKey: false,
    ...(near !== undefined && { hint: `Did you mean “${near}”?` }),
  });
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
