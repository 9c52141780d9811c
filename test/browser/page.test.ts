import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { hasChromium, launchChromium, openPage } from './chromium.ts';
import { verdict } from './fixtures/blocks.ts';
import { become, INCIDENTS, narrow, postAsBot, say, startPlayground, visit } from './harness.ts';

describe.skipIf(!hasChromium)('the playground page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  test('an empty channel welcomes, and a suggested command is run', async () => {
    const slack = await startPlayground();
    const page = await visit(browser, slack);
    await page.getByTestId('welcome').waitFor();
    await page.getByTestId('suggestion-2').click();
    await slack.waitFor(() => slack.deliveries.find(({ body }) => body.includes('list+-n+shop')));
  });

  test('what is typed is shown, with its author', async () => {
    const slack = await startPlayground();
    const page = await visit(browser, slack);
    await say(page, 'is *search* down, @grace?');
    await page.getByText('search', { exact: true }).waitFor();
    await page.getByText('@Grace').waitFor();
    expect(slack.messages(INCIDENTS)[0]?.text).toBe('is *search* down, <@U0GRACE01>?');
  });

  test('hints appear, Tab completes, Escape closes, ArrowUp brings back what was sent', async () => {
    const slack = await startPlayground();
    const page = await visit(browser, slack);
    const entry = page.getByTestId('composer');
    await entry.fill('/svc l');
    await page.getByTestId('hint-1').waitFor();
    await entry.press('ArrowDown');
    await entry.press('ArrowDown');
    await entry.press('Tab');
    expect(await entry.inputValue()).toBe('/svc list -n payments');
    await entry.press('Enter');
    await entry.press('ArrowUp');
    expect(await entry.inputValue()).toBe('/svc list -n payments');
    await entry.fill('/svc');
    await page.getByTestId('hint-0').waitFor();
    await entry.press('Escape');
    await page.getByTestId('hint-0').waitFor({ state: 'detached' });
  });

  test('keys pressed faster than the page draws meet no hint of the text before', async () => {
    const slack = await startPlayground();
    const page = await visit(browser, slack);
    const entry = page.getByTestId('composer');
    await entry.fill('/svc l');
    await page.getByTestId('hint-1').waitFor();
    await pressAtOnce(entry, ['ArrowDown', 'ArrowDown', 'Tab', 'Enter', 'ArrowUp']);
    expect(await entry.inputValue()).toBe('/svc list -n payments');
    await slack.waitFor(() => slack.deliveries.find(({ body }) => body.includes('payments')));
  });

  test('shift and Enter break the line instead of sending it', async () => {
    const slack = await startPlayground();
    const page = await visit(browser, slack);
    const entry = page.getByTestId('composer');
    await entry.pressSequentially('one');
    await entry.press('Shift+Enter');
    await entry.pressSequentially('two');
    await entry.press('Enter');
    await page.getByText('two').waitFor();
    expect(slack.messages(INCIDENTS).map(({ text }) => text)).toEqual(['one\ntwo']);
  });

  test('an ephemeral message is shown to its person alone', async () => {
    const slack = await startPlayground();
    slack.setApp(async () => ({ status: 200, body: 'only for ada' }));
    const page = await visit(browser, slack);
    const messages = page.getByLabel('Messages in incidents');
    await say(page, '/svc help');
    await messages.getByText('only for ada').waitFor();
    await page.getByText('Only visible to you').waitFor();
    await become(page, 'grace');
    await messages.getByText('only for ada').waitFor({ state: 'detached' });
    await become(page, 'ada');
    await messages.getByText('only for ada').waitFor();
  });

  test('a thread opens, takes a reply, and refuses a slash command as Slack does', async () => {
    const slack = await startPlayground();
    const root = await postAsBot(slack, { blocks: verdict });
    await postAsBot(slack, { thread_ts: root, text: 'the details' });
    const page = await visit(browser, slack);
    await page.getByTestId(`thread-open-${root}`).click();
    const thread = page.getByTestId('thread-pane');
    await thread.getByText('the details').waitFor();
    await say(page, 'thank you', 'composer-thread');
    await thread.getByText('thank you').waitFor();
    await page.getByText('2 replies').waitFor();
    await say(page, '/svc help', 'composer-thread');
    await thread.getByText('not supported in threads').first().waitFor();
  });

  test('at 400 px channels are in a drawer, and unread ones are marked', async () => {
    const slack = await startPlayground();
    const page = await visit(browser, slack, narrow);
    await slack.say({ user: 'grace', channel: 'shop-canary', text: 'over here' });
    await page.getByTestId('drawer-open').click();
    await page.getByTestId('channel-shop-canary').getByText('1 unread').waitFor();
    await page.getByTestId('channel-shop-canary').click();
    await page.getByLabel('Messages in shop-canary').getByText('over here').waitFor();
  });

  test('the newest message is in sight, unless the reader has scrolled up', async () => {
    const slack = await startPlayground();
    const page = await visit(browser, slack);
    const tell = (text: string) => slack.say({ user: 'grace', channel: 'incidents', text });
    for (let count = 1; count <= 40; count += 1) await tell(`message ${count}.`);
    const list = page.getByLabel('Messages in incidents');
    const newest = list.getByText('message 40.');
    await expect.poll(() => isInSight(newest)).toBe(true);
    await list.hover();
    await page.mouse.wheel(0, -600);
    await page.getByTestId('jump-newest').waitFor();
    await tell('one more');
    await list.getByText('one more').waitFor();
    expect(await isInSight(newest)).toBe(false);
    await page.getByTestId('jump-newest').click();
    await expect.poll(() => isInSight(list.getByText('one more'))).toBe(true);
    await page.mouse.wheel(0, -600);
    await page.getByTestId('jump-newest').waitFor();
    await say(page, 'and I say');
    await expect.poll(() => isInSight(list.getByText('and I say'))).toBe(true);
  });

  test('a message longer than the window is read from its first line', async () => {
    const slack = await startPlayground();
    const page = await visit(browser, slack);
    const lines = Array.from({ length: 60 }, (_, index) => `line ${index + 1}.`);
    await postAsBot(slack, { text: 'before' });
    await postAsBot(slack, { text: lines.join('\n') });
    const long = page.getByLabel('Messages in incidents').getByText('line 60.');
    const topOfLong = async () => (await long.boundingBox())?.y;
    await expect.poll(topOfLong).toBeGreaterThan(60);
    expect(await topOfLong()).toBeLessThan(120);
    expect(await page.getByTestId('jump-newest').count()).toBe(0);
  });

  test('a broken stream is told, and mended by itself with what was missed', async () => {
    const slack = await startPlayground();
    const { page } = await openPage(browser, slack.url);
    onTestFinished(() => page.context().close());
    await slack.close();
    await page.getByTestId('banner').waitFor();
    await say(page, 'anybody there?');
    await page.getByText('did not answer').waitFor();
    expect(await page.getByTestId('composer').inputValue()).toBe('anybody there?');
    const again = await startPlayground(Number(new URL(slack.url).port));
    await again.say({ user: 'grace', channel: 'incidents', text: 'while you were away' });
    await page.getByLabel('Messages in incidents').getByText('while you were away').waitFor();
    await page.getByTestId('banner').waitFor({ state: 'detached' });
  });

  test('the chosen theme outlives a reload', async () => {
    const slack = await startPlayground();
    const page = await visit(browser, slack, { colorScheme: 'light' });
    await page.getByTestId('theme-toggle').click();
    await page.reload();
    await page.locator('html[data-theme=dark]').waitFor();
  });
});

async function isInSight(message: Locator): Promise<boolean> {
  const box = await message.boundingBox();
  return box !== null && box.y > 60 && box.y + box.height < 750;
}

/** One key after the other in a single task: whatever the page has put off waits until the end. */
async function pressAtOnce(entry: Locator, keys: string[]): Promise<void> {
  await entry.evaluate(async (field, keys) => {
    for (const key of keys) {
      field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      for (let turn = 0; turn < 10; turn += 1) await undefined;
    }
  }, keys);
}
