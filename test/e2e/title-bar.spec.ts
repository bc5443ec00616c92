import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, journey } from './support/journey';

/** Names of the length that people give: nothing answers at port 1. */
const SERVERS = ['production', 'staging-europe', 'analytics', 'archive', 'local'];

for (const count of [0, 1, 2, 3, 5]) {
  journey(
    `the title bar has room for everything with ${String(count)} servers, at every width`,
    async ({ page, address, workspace }) => {
      journey.slow();
      const servers = SERVERS.slice(0, count).map(
        (id) => `  - { id: ${id}, kind: mysql, url: 'mysql://root@127.0.0.1:1/app' }\n`,
      );
      await writeFile(
        join(workspace, 'tidemark.yaml'),
        `sources:\n  - { id: toon, kind: toon, path: docs/toons }\n  - { id: dump, kind: sql, path: database/schema.sql }\n${servers.join('')}`,
      );
      await page.goto(address);
      const bar = page.getByRole('banner');
      const said = count === 0 ? bar.getByRole('button').first() : bar.getByText(/not reached|away/).first();
      await expect(said).toBeAttached();
      for (const width of [640, 800, 960, 1024, 1280, 1440, 1920]) {
        await page.setViewportSize({ width, height: 800 });
        const clashes = await bar.evaluate((header) => {
          const parts = [...header.querySelectorAll('button, strong, [class*="servers"] > *')]
            .map((part) => ({ text: part.textContent, box: part.getBoundingClientRect() }))
            .filter(({ box }) => box.width > 0);
          const found: string[] = [];
          parts.forEach((one, at) => {
            if (one.box.left < 0 || one.box.right > window.innerWidth)
              found.push(`${one.text} leaves the bar`);
            for (const other of parts.slice(at + 1))
              if (one.box.right > other.box.left + 0.5 && other.box.right > one.box.left + 0.5)
                found.push(`${one.text} covers ${other.text}`);
          });
          return found;
        });
        expect.soft(clashes, `${String(width)} px`).toEqual([]);
      }
    },
  );
}
