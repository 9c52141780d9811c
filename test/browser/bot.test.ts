import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../../src/playground/start.ts';
import { hasChromium, launchChromium, openPage, scrollsSideways } from './chromium.ts';

describe.skipIf(!hasChromium)('the bot on the page', () => {
  let playground: Playground;
  let browser: Browser;

  beforeAll(async () => {
    playground = await startPlayground({ port: 0, scenario: 'shop' });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  /** Types a line as a person would and opens the thread of the answer. */
  async function ask(page: Page, line: string): Promise<string> {
    const threads = page.locator('[data-testid^=thread-open-]');
    const before = await threads.count();
    await page.getByTestId('composer').fill(line);
    await page.getByTestId('composer').press('Enter');
    await threads.nth(before).waitFor();
    await threads.nth(before).click();
    await page.getByTestId('thread-pane').getByRole('button', { name: 'Re-run' }).waitFor();
    return page.getByTestId('thread-pane').innerText();
  }

  test.each([
    ['a wide window', { viewport: { width: 1280, height: 800 } }],
    ['a phone', { viewport: { width: 400, height: 800 } }],
    ['dark mode', { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' as const }],
  ])('answers /svc endpoints in a thread, in %s', async (_, options) => {
    const { page, complaints } = await openPage(browser, playground.url, options);
    const thread = await ask(page, '/svc endpoints api-service -n shop');
    expect(thread).toContain('3 of 3 endpoints ready');
    expect(thread).toContain('asked by @');
    expect(thread.match(/api-[a-z0-9]+-[a-z0-9]{5}/g)).toHaveLength(3);
    expect(await scrollsSideways(page)).toBe(false);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('says why search is not ready, and the Re-run button asks again', async () => {
    const { page, complaints } = await openPage(browser, playground.url);
    const thread = await ask(page, '/svc endpoints search -n shop');
    expect(thread).toContain('Readiness probe failed: HTTP probe failed with statuscode: 503');
    const pane = page.getByTestId('thread-pane');
    await pane.getByRole('button', { name: 'Re-run' }).click();
    await pane.getByText('0 of 2 endpoints ready').nth(1).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
