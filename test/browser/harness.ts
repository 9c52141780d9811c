import { WebClient } from '@slack/web-api';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import * as z from 'zod';
import { buildPage, servePage } from '../../src/playground/page/build.ts';
import type { EmulatedSlack } from '../../src/playground/slack/options.ts';
import { startSlack } from '../../src/playground/slack/server.ts';
import { openPage } from './chromium.ts';

export const INCIDENTS = 'C0INCIDEN';
export const narrow = { viewport: { width: 400, height: 800 } };
const HINTS = ['/svc check search -n shop', '/svc list -n shop', '/svc list -n payments'];

const postedSchema = z.object({ ts: z.string() });

let built: ReturnType<typeof buildPage> | undefined;

/** An emulated Slack with the page, and an app that says yes to everything. */
export async function startPlayground(port = 0): Promise<EmulatedSlack> {
  built ??= buildPage();
  const slack = await startSlack({
    port,
    page: servePage((await built).files),
    hints: (text) => HINTS.filter((hint) => hint.startsWith(text)),
  });
  slack.setApp(async () => ({ status: 200, body: '' }));
  onTestFinished(() => slack.close());
  return slack;
}

/** What the bot posts goes through Slack's own client and the block validator. */
export async function postAsBot(slack: EmulatedSlack, message: Record<string, unknown>) {
  const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
  const draft = { channel: INCIDENTS, text: 'from the bot', ...message };
  return postedSchema.parse(await client.apiCall('chat.postMessage', draft)).ts;
}

/** Opens the page; when the test is over, nothing may have gone wrong in the browser. */
export async function visit(
  browser: Browser,
  slack: EmulatedSlack,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const { page, complaints } = await openPage(browser, slack.url, options);
  onTestFinished(async () => {
    await page.context().close();
    expect(complaints).toEqual([]);
  });
  return page;
}

export async function say(page: Page, text: string, entry = 'composer'): Promise<void> {
  await page.getByTestId(entry).fill(text);
  await page.getByTestId(entry).press('Enter');
}

export async function become(page: Page, name: string): Promise<void> {
  await page.getByTestId('user-switcher').click();
  await page.getByTestId(`user-${name}`).click();
}
