/** A graph's data go with its text, and never at the price of the text. */
import { describe, expect, test } from 'vitest';
import type { EmulatedSlack } from '../../src/playground/slack/options.ts';
import type { Graph, Section } from '../../src/report.ts';
import { renderThread } from '../../src/slack/blocks.ts';
import type { Message } from '../../src/slack/message.ts';
import { post, postPrivately } from '../../src/slack/place.ts';
import { clientFor, slackForTest } from '../playground/slack/start.ts';
import { reportWith } from './blocks.examples.ts';

const way: Graph = {
  kind: 'graph',
  title: 'The way of `/api`',
  nodes: [
    { id: 'rule', label: 'Ingress `shop/shop`', detail: 'Prefix /api' },
    { id: 'api', label: 'Service `shop/api-service`', mark: 'ok' },
  ],
  edges: [{ from: 'rule', to: 'api', label: '80 %' }],
};

const thread = (...sections: Section[]) => renderThread(reportWith(sections));

function wide(count: number): Graph {
  const nodes = Array.from({ length: count }, (_, at) => ({
    id: `n${at}`,
    label: `Pod shop/p${at}`,
  }));
  return { ...way, nodes, edges: nodes.map(({ id }) => ({ from: 'n0', to: id })) };
}

describe('the messages of a thread', () => {
  test('the one with the text carries the data, without backticks and as flat as Slack wants it', () => {
    const [message, ...more] = thread({ kind: 'text', text: 'before' }, way);
    expect(more).toEqual([]);
    expect(message?.metadata).toEqual({
      event_type: 'portolan_graph',
      event_payload: {
        block: 'graph-1',
        title: 'The way of /api',
        nodes: [
          { id: 'rule', label: 'Ingress shop/shop', detail: 'Prefix /api' },
          { id: 'api', label: 'Service shop/api-service', mark: 'ok' },
        ],
        edges: [{ from: 'rule', to: 'api', label: '80 %' }],
      },
    });
    expect(message?.blocks.map((block) => block.block_id)).toEqual([undefined, 'graph-1']);
    expect(message?.text).toContain('80 %: Service');
  });

  test('two graphs are two messages: one carries one', () => {
    const messages = thread(way, { kind: 'text', text: 'between' }, way);
    const blocks = messages.map(({ metadata }) => metadata?.event_payload.block);
    expect(blocks).toEqual(['graph-0', 'graph-2']);
  });

  test('a long text goes on in further blocks, whose names say what they belong to', () => {
    const ids = thread(wide(60)).flatMap(({ blocks }) => blocks.map((block) => block.block_id));
    expect(ids.length).toBeGreaterThan(1);
    expect(ids).toEqual(ids.map((_, at) => (at === 0 ? 'graph-0' : `graph-0-${at}`)));
  });

  test('more than 8 kB are left out, the text is not', () => {
    const messages = thread(wide(400));
    expect(messages.map(({ metadata }) => metadata)).toEqual(messages.map(() => undefined));
    expect(messages.map(({ text }) => text).join()).toContain('Pod shop/p0');
  });
});

describe('in Slack', () => {
  const place = { channel: 'C0INCIDEN' };
  const posted = (slack: EmulatedSlack, ts: string) =>
    slack.messages('incidents').find((one) => one.ts === ts);
  const [message]: (Message | undefined)[] = thread(way);
  if (!message) throw new Error('there is no message');

  test('the data arrive with the message', async () => {
    const slack = await slackForTest();
    const ts = await post(clientFor(slack), place, message);
    expect(posted(slack, ts)).toMatchObject({ metadata: { ...message.metadata } });
  });

  test.each([
    'invalid_metadata_format',
    'invalid_metadata_schema',
    'metadata_too_large',
    'metadata_must_be_sent_from_app',
    'invalid_arguments',
  ])('%s: the answer comes without them', async (error) => {
    const slack = await slackForTest();
    slack.faults.fail({ method: 'chat.postMessage', error });
    const ts = await post(clientFor(slack), place, message);
    expect(posted(slack, ts)?.text).toBe(message.text);
    expect(posted(slack, ts)).not.toHaveProperty('metadata');
  });

  test('refused data and then refused blocks: the words still arrive', async () => {
    const slack = await slackForTest();
    slack.faults.fail({ method: 'chat.postMessage', error: 'metadata_too_large' });
    slack.faults.refuseBlocks(['rich_text']);
    const ts = await post(clientFor(slack), place, message);
    expect(JSON.stringify(posted(slack, ts)?.blocks)).toContain('shop/api-service');
  });

  test('what only one person sees is sent without them', async () => {
    const slack = await slackForTest();
    await postPrivately(clientFor(slack), { ...place, user: 'U0GRACE01' }, message);
    expect(slack.calls.at(-1)?.args).not.toHaveProperty('metadata');
    expect(slack.warnings).toEqual([]);
  });
});
