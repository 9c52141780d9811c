import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium, scrollsSideways } from './chromium.ts';
import { illustrated } from './fixtures/graph.ts';
import { narrow, postAsBot, startPlayground, visit } from './harness.ts';

const title = 'The way of https://shop.example.com/api/cart';

describe.skipIf(!hasChromium)('the picture of a graph', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  test.each(['light', 'dark'] as const)(
    'is drawn in its place in the %s theme, and its words are one key away',
    async (colorScheme) => {
      const slack = await startPlayground();
      for (const message of illustrated) await postAsBot(slack, { ...message });
      const page = await visit(browser, slack, { colorScheme });
      const picture = page.getByRole('img', { name: title });
      await picture.waitFor();
      const words = page.getByText('↳ ✅ Service');
      expect(await words.first().isVisible()).toBe(false);
      await page.getByText('As text').press('Enter');
      await words.first().waitFor();
      const places = await page
        .getByText(/^(Before|After) the picture$|^As text$/)
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(places).toHaveLength(3);
    },
  );

  test('is described by the lines that Slack shows, and names have their whole title', async () => {
    const slack = await startPlayground();
    for (const message of illustrated) await postAsBot(slack, { ...message });
    const page = await visit(browser, slack);
    const picture = page.getByRole('img', { name: title });
    const tree = await picture.evaluate((svg) => {
      const described = document.getElementById(svg.getAttribute('aria-describedby') ?? '');
      const titles = [...svg.querySelectorAll('title')].map(({ textContent }) => textContent);
      return { described: described?.textContent, titles };
    });
    expect(tree.described).toContain('80 %: Service shop/api-service (port 80 to 8080), ok.');
    expect(tree.described).toContain('no ready endpoints, skipped.');
    expect(tree.titles).toContain(
      'Service ingress-nginx/ingress-nginx-controller (load balancer, port 443 to https)',
    );
    expect(tree.titles).toContain('80 %');
  });

  test('no word leaves its box', async () => {
    const slack = await startPlayground();
    for (const message of illustrated) await postAsBot(slack, { ...message });
    const page = await visit(browser, slack);
    await page.getByRole('img', { name: title }).waitFor();
    const outside = await page.locator('.graph svg text').evaluateAll((texts) =>
      texts
        .filter((text) => {
          const box = text.parentElement?.querySelector('rect, circle')?.getBoundingClientRect();
          const words = text.getBoundingClientRect();
          return !box || words.left < box.left || words.right > box.right + 0.5;
        })
        .map(({ textContent }) => textContent),
    );
    expect(outside).toEqual([]);
  });

  test('at 400 px it scrolls in its frame, from where the way begins, and the page does not', async () => {
    const slack = await startPlayground();
    const root = await postAsBot(slack, {});
    for (const message of illustrated) await postAsBot(slack, { thread_ts: root, ...message });
    const page = await visit(browser, slack, narrow);
    await page.getByTestId(`thread-open-${root}`).click();
    const frame = page.getByRole('region', { name: title });
    await frame.waitFor();
    expect(await scrollsSideways(page)).toBe(false);
    const list = page.getByLabel('Messages of the thread');
    expect(await list.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
    expect(await frame.evaluate((one) => one.scrollWidth > one.clientWidth)).toBe(true);
    const [box, start] = [
      await frame.boundingBox(),
      await page.locator('.graph-node').first().boundingBox(),
    ];
    expect(start?.x).toBeGreaterThanOrEqual(box?.x ?? Number.POSITIVE_INFINITY);
    await frame.focus();
    const before = await frame.evaluate((one) => one.scrollLeft);
    await frame.press('ArrowRight');
    await expect.poll(() => frame.evaluate((one) => one.scrollLeft)).toBeGreaterThan(before);
  });
});
