import * as z from 'zod';
import { workspaceConfigSchema } from './workspace-config';

/** The JSON schema of tidemark.yaml, as text: what docs/tidemark.schema.json holds, for editors. */
export function printConfigSchema(): string {
  const schema = z.toJSONSchema(workspaceConfigSchema, {
    io: 'input',
    target: 'draft-7',
    // Zod says readOnly of lists that TypeScript may not change; in JSON schema it means that nobody may write them.
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly;
    },
  });
  return `${JSON.stringify({ title: 'tidemark.yaml', description: 'What a Tidemark workspace compares.', ...schema }, null, 2)}\n`;
}
