import { AxeBuilder } from '@axe-core/playwright';
import { expect, journey } from './support/journey';

journey(
  'the sample opens, says how its sources stand, and loads nothing from elsewhere',
  async ({ page, address }) => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).origin));
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('toon').first()).toBeVisible();
    const row = page.getByRole('row', { name: /lupo_actor_collections/ });
    await expect(row.getByText('missing')).toHaveCount(1);
    await expect(row.getByText('different')).toHaveCount(1);
    expect(new Set(requests)).toEqual(new Set([new URL(address).origin]));
    // The token is a secret: it must not stay where it is shown, copied and remembered.
    expect(page.url()).not.toContain('token=');
  },
);

journey('the page has no accessibility violation', async ({ page, address }) => {
  await page.goto(address);
  await expect(page.getByText('toon').first()).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((violation) => `${violation.id}: ${violation.help}`)).toEqual([]);
});

journey('without the token the page says so and shows nothing', async ({ page, address, complaints }) => {
  await page.goto(new URL('/', address).href);
  await expect(page.getByText('toon')).toHaveCount(0);
  expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
  (complaints as string[]).length = 0;
});
