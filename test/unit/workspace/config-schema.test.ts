import { expect, test } from 'vitest';
import { printConfigSchema } from '../../../shared/workspace';

test('docs/tidemark.schema.json is what the zod schema says (vitest -u writes it)', async () => {
  await expect(printConfigSchema()).toMatchFileSnapshot('../../../docs/tidemark.schema.json');
});
