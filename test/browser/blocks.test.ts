import { WebClient } from '@slack/web-api';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EmulatedSlack } from '../../src/playground/slack/options.ts';
import { hasChromium, launchChromium, scrollsSideways } from './chromium.ts';
import { approval, dataTable, plan, table, texts, verdict } from './fixtures/blocks.ts';
import { charts } from './fixtures/charts.ts';
import { view } from './fixtures/view.ts';
import { become, INCIDENTS, narrow, postAsBot, say, startPlayground, visit } from './harness.ts';

describe.skipIf(!hasChromium)('blocks in the playground page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  test('a click reaches the server with the person who clicked, after its question', async () => {
    const slack = await startPlayground();
    const ts = await postAsBot(slack, { blocks: [approval] });
    const page = await visit(browser, slack);
    await become(page, 'grace');
    await page.getByTestId('action-reject').click();
    await page.getByTestId('confirm-deny').click();
    expect(slack.deliveries).toEqual([]);
    await page.getByTestId('action-reject').click();
    await page.getByTestId('confirm-accept').click();
    const { body } = await slack.waitFor(() => slack.deliveries[0]);
    const payload = JSON.parse(new URLSearchParams(body).get('payload') ?? '');
    expect(payload).toMatchObject({
      user: { id: 'U0GRACE01' },
      container: { message_ts: ts },
      actions: [{ action_id: 'reject', block_id: 'approval', value: 'r-17' }],
    });
  });

  test('a menu tells what was chosen', async () => {
    const slack = await startPlayground();
    await postAsBot(slack, { blocks: [approval] });
    const page = await visit(browser, slack);
    await page.getByLabel('Another weight').selectOption('20%');
    const { body } = await slack.waitFor(() => slack.deliveries[0]);
    const payload = JSON.parse(new URLSearchParams(body).get('payload') ?? '');
    expect(payload.actions[0]).toMatchObject({ selected_option: { value: '20%' } });
  });

  test('a modal asks for what is missing, shows what the app refuses, and closes', async () => {
    const slack = await startPlayground();
    const page = await visit(browser, slack);
    slack.setApp(async ({ body }) => {
      const trigger = new URLSearchParams(body).get('trigger_id');
      if (trigger) await openView(slack, trigger);
      return { status: 200, body: trigger ? '' : answerTo(body) };
    });
    await say(page, '/svc canary');
    await page.getByTestId('view').waitFor();
    await page.getByTestId('view-submit').click();
    await page.getByText('Please complete this required field.').waitFor();
    await page.getByLabel('Weight of the canary').fill('much');
    await page.getByTestId('view-submit').click();
    await page.getByText('A percentage, please.').waitFor();
    await page.getByLabel('Weight of the canary').fill('20%');
    await page.getByTestId('view-submit').click();
    await page.getByTestId('view').waitFor({ state: 'detached' });
  });

  test.each(['light', 'dark'] as const)(
    'every newer block is drawn in the %s theme',
    async (colorScheme) => {
      const slack = await startPlayground();
      const page = await visit(browser, slack, { colorScheme });
      for (const blocks of [[plan], [table], [dataTable], charts.slice(0, 2), charts.slice(2)]) {
        await postAsBot(slack, { blocks });
      }
      await postAsBot(slack, { blocks: texts });
      await page.getByText('Selector matches pods').waitFor();
      await page.getByText('<search> & sidecar').waitFor();
      await page.getByRole('button', { name: 'Next ›' }).click();
      await page.getByRole('rowheader', { name: 'storefront' }).waitFor();
      await page.getByText('Next steps').waitFor();
      expect(
        await page.locator('.slack_blocks_to_jsx__data_visualization svg[class*=chart]').count(),
      ).toBe(4);
    },
  );

  test('the evidence of a task is folded, and stays unfolded while the list fills in', async () => {
    const slack = await startPlayground();
    const ts = await postAsBot(slack, { blocks: [{ ...plan, block_id: 'first' }] });
    const page = await visit(browser, slack);
    const evidence = page.getByText('app=searhc matches none');
    await page.getByText('Selector matches pods').waitFor();
    expect(await evidence.isVisible()).toBe(false);
    await page.locator('summary', { hasText: 'Selector matches pods' }).click();
    await evidence.waitFor({ state: 'visible' });
    const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
    const title = 'Checked search in shop';
    const blocks = [...verdict, { ...plan, block_id: 'second', title }];
    await client.apiCall('chat.update', { channel: INCIDENTS, ts, text: title, blocks });
    await page.getByText(title).waitFor();
    expect(await evidence.isVisible()).toBe(true);
  });

  test('at 400 px nothing scrolls sideways but the tables themselves', async () => {
    const slack = await startPlayground();
    const root = await postAsBot(slack, { blocks: [...verdict, approval] });
    for (const blocks of [[plan], [table], [dataTable], charts.slice(0, 2)]) {
      await postAsBot(slack, { thread_ts: root, blocks });
    }
    const page = await visit(browser, slack, narrow);
    expect(await scrollsSideways(page)).toBe(false);
    await page.getByTestId(`thread-open-${root}`).click();
    const list = page.getByLabel('Messages of the thread');
    await list.getByText('Services of shop').waitFor();
    expect(await scrollsSideways(page)).toBe(false);
    expect(await list.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
    const scroller = page.getByRole('region', { name: 'Services of shop' });
    expect(await scroller.evaluate((one) => one.scrollWidth > one.clientWidth)).toBe(true);
    await page.getByLabel('Back').click();
    await page.getByTestId('thread-pane').waitFor({ state: 'detached' });
  });
});

function answerTo(body: string): string {
  const { view: sent } = JSON.parse(new URLSearchParams(body).get('payload') ?? '');
  const isGood = sent.state.values.weight.value.value.endsWith('%');
  const errors = { weight: 'A percentage, please.' };
  return isGood ? '' : JSON.stringify({ response_action: 'errors', errors });
}

async function openView(slack: EmulatedSlack, trigger: string): Promise<void> {
  const { id: _given, ...draft } = view;
  await fetch(`${slack.apiUrl}views.open`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${slack.botToken}`,
      'content-type': 'application/json; charset=utf-8',
    },
    body: JSON.stringify({ trigger_id: trigger, view: draft }),
  });
}
