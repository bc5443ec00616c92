import { expect, type Locator, type Page } from '@playwright/test';

const MOST = 150;

/** Presses Tab until a control has the focus: what cannot be reached so, nobody reaches by keyboard. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < MOST; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${String(target)} is not reached by ${String(MOST)} presses of Tab`);
}

/** Reaches a control by Tab and presses a key on it. */
export async function pressOn(page: Page, target: Locator, key: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}
