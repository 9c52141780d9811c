/** The commands as they are, on the page: one asks, another decides, and the cluster has it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Playground, startPlayground } from '../../src/playground/start.ts';
import { ask as askCluster } from '../playground/cluster/fixtures.ts';
import { hasChromium, launchChromium, openPage, scrollsSideways } from './chromium.ts';
import { become, say } from './harness.ts';

const ingress = '/apis/networking.k8s.io/v1/namespaces/shop/ingresses/shop-api-canary';

describe.skipIf(!hasChromium)('a change of weights on the page', () => {
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

  async function weight(): Promise<string | undefined> {
    const answer = await askCluster(playground.demo.api, ingress);
    const { metadata } = (await answer.json()) as {
      metadata: { annotations: Record<string, string> };
    };
    return metadata.annotations['nginx.ingress.kubernetes.io/canary-weight'];
  }

  /** In the channel of the shop; when the test is over, nothing may have gone wrong in the browser. */
  async function visit(viewport = { width: 1280, height: 800 }): Promise<Page> {
    const { page, complaints } = await openPage(browser, playground.url, { viewport });
    onTestFinished(async () => {
      await page.context().close();
      expect(complaints).toEqual([]);
    });
    if (viewport.width < 600) await page.getByTestId('drawer-open').click();
    await page.getByTestId('channel-shop-canary').click();
    return page;
  }

  async function asked(page: Page, words: string): Promise<void> {
    await say(page, `/svc canary shop-api-canary ${words}`);
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    await page.locator('[data-testid^=thread-open-]').last().click();
    await page.getByText('Who may approve').last().waitFor();
  }

  const press = (page: Page, name: string) => page.getByRole('button', { name }).first().click();

  test('Ada asks, neither she nor Linus can approve, Grace does, and Ada undoes it', async () => {
    const page = await visit();
    await become(page, 'ada');
    await asked(page, '30% --reason "metrics are fine"');
    await press(page, 'Approve');
    await page.getByText('Nobody approves what they asked for themselves.').first().waitFor();
    await become(page, 'linus');
    await press(page, 'Approve');
    await page.getByText('may not approve changes of').first().waitFor();
    expect(await weight()).toBe('20');

    await become(page, 'grace');
    await press(page, 'Approve');
    await page.getByText('(approved by').first().waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    expect(await weight()).toBe('30');

    await become(page, 'ada');
    await press(page, 'Undo');
    await page.getByText(': undone by').first().waitFor();
    expect(await weight()).toBe('20');
  });

  test('Grace rejects, and says why in a window', async () => {
    const page = await visit();
    await become(page, 'linus');
    await asked(page, '40%');
    await become(page, 'grace');
    await press(page, 'Reject');
    await page
      .getByTestId('view')
      .getByText(/Reject ch-\w{8}/)
      .waitFor();
    await page.getByLabel('Why?').fill(`it's "too early"`);
    await page.getByTestId('view-submit').click();
    await page.getByTestId('view').waitFor({ state: 'detached' });
    await page.getByText(`“it's "too early"”`).first().waitFor();
    expect(await page.getByRole('button', { name: 'Reject' }).count()).toBe(0);
    expect(await weight()).toBe('20');
  });

  test('fits a phone, where whoever asked takes it back', async () => {
    const page = await visit({ width: 400, height: 800 });
    await asked(page, '25%');
    expect(await scrollsSideways(page)).toBe(false);
    const list = page.getByLabel('Messages of the thread');
    expect(await list.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
    await list.getByRole('button', { name: 'Take back' }).click();
    await list.getByText('was taken back by').first().waitFor();
    expect(await weight()).toBe('20');
  });
});
