import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../../src/playground/start.ts';
import { hasChromium, launchChromium, openPage, scrollsSideways } from './chromium.ts';

describe.skipIf(!hasChromium)('a checklist on the page', () => {
  let playground: Playground;
  let browser: Browser;

  beforeAll(async () => {
    playground = await startPlayground({ port: 0, scenario: 'two-faults-probe-and-policy' });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  async function check(page: Page): Promise<string> {
    await page.getByTestId('composer').fill('/svc check search -n shop --from default');
    await page.getByTestId('composer').press('Enter');
    await page.locator('[data-testid^=thread-open-]').first().click();
    const pane = page.getByTestId('thread-pane');
    await pane.getByRole('button', { name: 'Re-run' }).waitFor();
    return pane.innerText();
  }

  test.each([
    ['a wide window', { viewport: { width: 1280, height: 1000 } }],
    ['a phone', { viewport: { width: 400, height: 800 } }],
    ['dark mode', { viewport: { width: 1280, height: 1000 }, colorScheme: 'dark' as const }],
  ])('tells both root causes, each with its fix, in %s', async (_, options) => {
    const { page, complaints } = await openPage(browser, playground.url, options);
    const thread = await check(page);
    expect(thread).toMatch(/Root causes: 2, independent/);
    expect(thread).toMatch(/pods-ready: none of 2 pods is ready/);
    expect(thread).toMatch(/policy-allows-traffic: NetworkPolicies close/);
    expect(thread).toContain('kubectl apply -f -');
    expect(thread).toMatch(/endpoints-present: follows from pods-ready/);
    expect(await scrollsSideways(page)).toBe(false);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a long address in an audit is not cut off at the edge of a phone', async () => {
    const { page } = await openPage(browser, playground.url, {
      viewport: { width: 400, height: 800 },
    });
    await page.getByTestId('composer').fill('/svc audit -n shop');
    await page.getByTestId('composer').press('Enter');
    await page
      .getByText(/in \d+ rules/)
      .first()
      .waitFor();
    await page.locator('[data-testid^=thread-open-]').last().click();
    const pane = page.getByTestId('thread-pane');
    await pane.getByText('Why:').first().waitFor();
    const cut = await pane.locator('p').evaluateAll((all) =>
      all.flatMap((one) => {
        const isCut = one.getBoundingClientRect().right > window.innerWidth;
        return isCut ? [one.textContent] : [];
      }),
    );
    expect(cut).toEqual([]);
    await page.context().close();
  });
});
