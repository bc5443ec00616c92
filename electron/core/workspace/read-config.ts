import { YAMLException, load } from 'js-yaml';
import type { Diagnostic, FileOrigin, Read } from '../../../shared/model';
import { checkConfig } from '../../../shared/workspace';
import type { ConfigProblem, WorkspaceConfig } from '../../../shared/workspace';
import type { KeyPlaces } from './place-keys';
import { pathKey, placeKeys } from './place-keys';

/** The file that describes a workspace. */
export const CONFIG_FILE = 'tidemark.yaml';

/**
 * Reads the text of a tidemark.yaml. Every mistake is a diagnostic at its line and column; what can be used is
 * used, so that a wrong source does not hide the others. Never throws, and never shows a password.
 */
export function readConfig(text: string, path = CONFIG_FILE): Read<WorkspaceConfig> {
  const lines = text.split('\n');
  // js-yaml takes a file without a document for an error; for us it is a workspace without sources.
  if (lines.every((line) => /^\s*(?:#.*|---|\.\.\.)?\s*$/.test(line))) {
    return {
      value: { sources: [] },
      diagnostics: [
        {
          severity: 'warning',
          code: 'config-empty',
          message: 'The file says nothing',
          location: { kind: 'file', path, line: 1, column: 1 },
          hint: 'tidemark detect --write fills it with what the folder holds.',
        },
      ],
    };
  }
  let value: unknown;
  let places: KeyPlaces = new Map();
  try {
    // Aliases can make a small file hold millions of values; a config needs none that are many.
    value = load(text, { maxDepth: 50, maxAliases: 100 });
    places = placeKeys(text);
  } catch (error) {
    return { value: { sources: [] }, diagnostics: [describeYamlError(error, text, path)] };
  }
  const { config, problems } = checkConfig(value);
  return {
    value: config,
    diagnostics: problems.map((problem) => describeProblem(problem, places, text, path)),
  };
}

function describeYamlError(error: unknown, text: string, path: string): Diagnostic {
  if (!(error instanceof YAMLException)) {
    // js-yaml asks that all exceptions be caught of text that is not trusted.
    return {
      severity: 'error',
      code: 'config-not-yaml',
      message: 'The file is no YAML that can be read',
      location: { kind: 'file', path, line: 1, column: 1 },
    };
  }
  const { mark, reason } = error;
  const location: FileOrigin = {
    kind: 'file',
    path,
    line: (mark?.line ?? 0) + 1,
    column: (mark?.column ?? 0) + 1,
  };
  const line = text.split('\n')[location.line - 1] ?? '';
  const hint = hintFor(line, reason);
  return {
    severity: 'error',
    code: 'config-not-yaml',
    message: `The file is not valid YAML: ${reason}`,
    location,
    ...(hint !== undefined && { hint }),
  };
}

function hintFor(line: string, reason: string): string | undefined {
  if (/^\s*\t/.test(line)) return 'Indent with spaces; YAML allows no tabs there.';
  if (/:\s*[@`]/.test(line)) return 'Put the value in quotes: YAML reserves @ and ` at its beginning.';
  if (/:\s*\*/.test(line)) return 'Put the pattern in quotes: * begins an alias in YAML.';
  if (/duplicat/i.test(reason)) return 'A key may stand only once; bring the two together.';
  return undefined;
}

function describeProblem(problem: ConfigProblem, places: KeyPlaces, text: string, path: string): Diagnostic {
  return {
    severity: problem.code === 'config-unknown-key' ? 'warning' : 'error',
    code: problem.code,
    message: problem.message,
    location: locate(problem, places, text, path),
    ...(problem.hint !== undefined && { hint: problem.hint }),
  };
}

/** The place of the path, or of the innermost part of it that is there: a missing key has no place of its own. */
function locate(problem: ConfigProblem, places: KeyPlaces, text: string, path: string): FileOrigin {
  for (let length = problem.path.length; length >= 0; length -= 1) {
    const place = places.get(pathKey(problem.path.slice(0, length)));
    if (!place) continue;
    const offset = problem.atKey && length === problem.path.length ? place.key : place.value;
    const before = text.slice(0, offset);
    return { kind: 'file', path, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
  }
  return { kind: 'file', path, line: 1, column: 1 };
}
