import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe has against the page by WCAG 2.2 AA and its best practices, one line for each place; nothing, we hope. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  // Separators of panes stand between the landmarks, where the pattern for window splitters puts them.
  const { violations } = await new AxeBuilder({ page }).disableRules(['region']).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
}
