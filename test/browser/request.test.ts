/** What people see and click where one asks and others decide. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium, scrollsSideways } from './chromium.ts';
import { become, narrow, say, visit } from './harness.ts';
import { startWishing } from './wishing.ts';

describe.skipIf(!hasChromium)('a request on the page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  /** Ada asks; the thread of it is open. */
  async function asked(page: Page): Promise<void> {
    await become(page, 'ada');
    await say(page, '/svc wish w1');
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    await page.locator('[data-testid^=thread-open-]').click();
    await page.getByTestId('thread-pane').getByText('asked for 30 %').first().waitFor();
  }

  test.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' as const }],
  ])('shows the split as bars and as a chart, in the %s theme', async (_, options) => {
    const page = await visit(browser, await startWishing(), options);
    await asked(page);
    const thread = page.getByTestId('thread-pane');
    expect(await thread.locator('svg[class*=chart]').count()).toBe(1);
    expect(await thread.innerText()).toContain('███▒▒░░░░░░░░░░░  20 %  asked for 30 %');
  });

  test('that another person approves is its outcome then, without buttons', async () => {
    const page = await visit(browser, await startWishing());
    await asked(page);
    await become(page, 'grace');
    await page.getByRole('button', { name: 'Approve' }).first().click();
    await page.getByText('w1: granted').first().waitFor();
    const list = page.getByLabel('Messages of the thread');
    await list.getByText('in effect: 30 %').waitFor();
    expect(await list.innerText()).toContain('asked by @Grace');
    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  });

  test('that another person rejects asks them why, and says it', async () => {
    const page = await visit(browser, await startWishing());
    await asked(page);
    await become(page, 'grace');
    await page.getByRole('button', { name: 'Reject' }).first().click();
    await page.getByTestId('view').waitFor();
    await page.getByTestId('view-submit').click();
    await page.getByText('Please complete this required field.').waitFor();
    await page.getByLabel('Why?').fill(`it's "too early"`);
    await page.getByTestId('view-submit').click();
    await page.getByTestId('view').waitFor({ state: 'detached' });
    await page.getByText(`denied: it's "too early"`).first().waitFor();
    await page.getByText('w1: denied').first().waitFor();
    expect(await page.getByRole('button', { name: 'Reject' }).count()).toBe(0);
  });

  test('that is taken back ends where it stands, without a further word', async () => {
    const slack = await startWishing();
    const page = await visit(browser, slack);
    await asked(page);
    const before = slack.messages('incidents').length;
    await page.getByRole('button', { name: 'Cancel' }).first().click();
    await page.getByText('w1: lapsed').first().waitFor();
    expect(slack.messages('incidents')).toHaveLength(before);
  });

  test('fits a phone', async () => {
    const page = await visit(browser, await startWishing(), narrow);
    await say(page, '/svc wish w1');
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    expect(await scrollsSideways(page)).toBe(false);
    await page.locator('[data-testid^=thread-open-]').click();
    const list = page.getByLabel('Messages of the thread');
    await list.getByText('asked for 30 %').first().waitFor();
    expect(await scrollsSideways(page)).toBe(false);
    expect(await list.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
  });
});
