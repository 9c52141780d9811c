/** What a cluster says is shown, never obeyed: not by Slack, not by a terminal. */
import { expect, test } from 'vitest';
import { renderRoot, renderThread } from '../../src/slack/blocks.ts';
import { startShop, textOf } from './shop.ts';

const shop = startShop('healthy');
const evil =
  '<!channel> *bold* _x_ :fire: &amp; `code` \u001b[31mred\u009b2J \u202egnol\u200b 🔥 <https://x.example|x>';

test('the words of a probe reach neither a terminal’s nor Slack’s interpreter', async () => {
  const annotations = { 'playground.portolan.dev/readiness': evil };
  await shop.change('/apis/apps/v1/namespaces/shop/deployments/redis', {
    spec: { template: { metadata: { annotations } } },
  });
  const report = await shop.ask('endpoints redis -n shop');
  expect(JSON.stringify(report)).toContain('<!channel>');
  const text = textOf(report);
  expect(text).toContain('<!channel> *bold*');
  expect(text).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u);
  for (const message of [renderRoot(report), ...renderThread(report)]) {
    expect(message.text).not.toContain('<!channel>');
    expect(JSON.stringify(message)).not.toMatch(/\p{Cf}/u);
    expect(JSON.stringify(message.blocks)).not.toMatch(/"mrkdwn"/);
  }
});

test('the names and labels of a Service are shown as they are, whoever made them', async () => {
  const { storage, resources } = shop.demo.api;
  const services = resources.of({ apiVersion: 'v1', kind: 'Service' });
  const redis = storage.get(services, 'shop', 'redis');
  if (!redis) throw new Error('there is no redis');
  storage.update(services, { ...redis, spec: { ...Object(redis.spec), selector: { app: evil } } });
  storage.create(services, { ...redis, metadata: { name: evil, namespace: 'shop', uid: 'evil' } });
  const lines = ['list -n shop', 'endpoints redis -n shop'];
  const asked = await Promise.all(lines.map((line) => shop.ask(line)));
  for (const report of asked) {
    expect(textOf(report)).toContain('<!channel> *bold*');
    expect(textOf(report)).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u);
    for (const message of [renderRoot(report), ...renderThread(report)]) {
      expect(message.text).not.toContain('<!channel>');
      expect(JSON.stringify(message.blocks)).not.toMatch(/"mrkdwn"/);
    }
  }
});

test('an alias may say anything, and is shown as it is', async () => {
  const { storage, resources } = shop.demo.api;
  const services = resources.of({ apiVersion: 'v1', kind: 'Service' });
  const mail = storage.get(services, 'shop', 'mail');
  if (!mail) throw new Error('there is no mail');
  storage.update(services, { ...mail, spec: { type: 'ExternalName', externalName: evil } });
  const text = textOf(await shop.ask('endpoints mail -n shop'));
  expect(text).toContain("'code'");
  expect(text).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u);
});

test.each(['<!channel>', '*', '`', "'", '\u202e', '🔥', '../..', '%2e%2e', 'a b', '\u0000'])(
  'a question about %j is refused in words and asks the cluster nothing',
  async (name) => {
    const before = shop.demo.api.requests.length;
    const report = await shop.ask(`endpoints "${name}" -n shop`);
    expect(report.error?.kind).toBe('usage');
    expect(textOf(report)).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u);
    expect(shop.demo.api.requests.length).toBe(before);
  },
);
