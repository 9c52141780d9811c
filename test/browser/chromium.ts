import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Where Chromium is: PORTOLAN_CHROMIUM, or where Debian puts it. */
export const chromiumPath = process.env.PORTOLAN_CHROMIUM || '/usr/bin/chromium';

export const hasChromium = existsSync(chromiumPath);
if (!hasChromium) {
  console.warn(
    `Browser tests are skipped: there is no Chromium at ${chromiumPath}. ` +
      'Install it (apt-get install chromium) or set PORTOLAN_CHROMIUM.',
  );
}

/** A browser with a new, empty profile that asks nothing of the network by itself. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface WatchedPage {
  page: Page;
  /** Errors on the console, uncaught errors, and requests to anything but this machine. */
  complaints: string[];
}

/** Resolves when the page has read its state: what was said before is then on the screen. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const { hostname } = new URL(request.url());
    if (hostname !== '127.0.0.1') complaints.push(`a request left: ${request.url()}`);
  });
  await page.goto(url);
  await page.getByTestId('composer').waitFor();
  return { page, complaints };
}

/** Whether the page as a whole can be scrolled sideways. */
export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
}
