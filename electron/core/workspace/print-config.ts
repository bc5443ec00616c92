import { dump } from 'js-yaml';
import type { WorkspaceConfig } from '../../../shared/workspace';

/**
 * A tidemark.yaml for a config, with the evidence of each found source as a comment above it. What readConfig
 * makes of it is the config again.
 */
export function printConfig(
  config: WorkspaceConfig,
  found: readonly { readonly source: { readonly id: string }; readonly evidence: string }[],
): string {
  const evidence = new Map(found.map((one) => [one.source.id, one.evidence]));
  const { sources, reference, name, ...rest } = config;
  const lines = ['# What Tidemark compares.'];
  if (name !== undefined) lines.push(...yaml({ name }));
  if (reference !== undefined)
    lines.push('', '# The source that the others are compared with.', ...yaml({ reference }));
  lines.push('');
  if (sources.length === 0) {
    lines.push(
      '# Nothing was found. A source is a folder, a file or a server:',
      '#   - id: production',
      '#     kind: mysql',
      '#     url: mysql://user@host:3306/schema',
      'sources: []',
    );
  } else {
    lines.push('sources:');
    for (const source of sources) {
      const why = evidence.get(source.id);
      if (why !== undefined) lines.push(`  # ${why.replace(/\s+/g, ' ')}`);
      const { id, kind, ...other } = source;
      lines.push(...yaml([{ id, kind, ...other }]).map((line) => `  ${line}`));
    }
  }
  for (const [key, value] of Object.entries(rest)) {
    if (value !== undefined) lines.push('', ...yaml({ [key]: value }));
  }
  return `${lines.join('\n')}\n`;
}

function yaml(value: unknown): readonly string[] {
  return dump(value, { lineWidth: 110 }).trimEnd().split('\n');
}
