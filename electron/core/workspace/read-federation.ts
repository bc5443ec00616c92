import { dump } from 'js-yaml';
import { AppError } from '../../../shared/app-error';
import type { FederationConfig } from '../../../shared/workspace';
import { readConfig } from './read-config';

const KEY = 'federation:\n';
const INDENT = '  ';

/**
 * Reads federation rules as a person types them: what stands below `federation` in a tidemark.yaml, without the key.
 * undefined for a text that says nothing. Throws AppError `invalid-config` with the line.
 */
export function readFederation(text: string): FederationConfig | undefined {
  const lines = text.split('\n');
  if (lines.every((line) => /^\s*(?:#.*)?$/.test(line))) return undefined;
  const { value, diagnostics } = readConfig(KEY + lines.map((line) => INDENT + line).join('\n'));
  const [problem] = diagnostics;
  if (problem === undefined) return value.federation;
  const { location } = problem;
  const line = location?.kind === 'file' ? location.line - 1 : 1;
  throw new AppError('invalid-config', `Line ${String(Math.max(1, line))}: ${problem.message}.`, {
    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
  });
}

/** The text that `readFederation` reads back. */
export function printFederation(federation: FederationConfig | undefined): string {
  return federation === undefined ? '' : dump(JSON.parse(JSON.stringify(federation)), { lineWidth: 110 });
}
