import { describe, expect, it } from 'vitest';
import { type Message, renderThread } from '../../src/slack/blocks.ts';
import { endpointsReport, reportWith, slackJob, tableOf } from './blocks.examples.ts';
import { allWords, wordsIn } from './blocks.reading.ts';

const tablesIn = (messages: Message[]) =>
  messages.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.type === 'table' ? [block] : [])),
  );

describe('the thread', () => {
  it('says the sections in order, then what was not evaluated, the reads and the buttons', () => {
    const [message, ...others] = renderThread(endpointsReport, slackJob);
    expect(others).toEqual([]);
    expect(wordsIn(message ?? { text: '', blocks: [] })).toMatchInlineSnapshot(`
      "What is not right
      🔴 \`api-7d9f-x2\`: readiness probe fails with HTTP 503 (12 times)
      ⚠️ \`api-7d9f-k8\` restarted 3 times
      ✅ ports match
      ⚪ policies could not be read
      ➖ no Ingress names it
      Service
      Type: ClusterIP
      Selector: \`app=api\`
      Ports: \`http\` 80/TCP to \`http\`: 8080 on 3 pods
      \`grpc\` 90/TCP to 9090
      3 endpoints
      State | Target | Restarts
      not ready | pod/api-7d9f-x2 | 12
      ready | pod/api-7d9f-k8-with-a-name-that-is-rather-long | 0
      terminating | 節点一 🔥 | —
      Log of api-7d9f-x2
      ERR no \`db\` <!channel>
        at main.go:3
      A *sentence* with \`code\`, <!here>, <@U0ADA0001> & :fire:.
      Not evaluated
      ⚪ pod logs: the Role \`portolan-logs\` is not installed
      2 round trips, 3 requests, 14 KB, 41 ms
      [Trace the path]"
    `);
    expect(message?.blocks.map(({ type }) => type)).toEqual([
      ...['rich_text', 'rich_text', 'rich_text', 'table', 'rich_text', 'rich_text', 'rich_text'],
      ...['rich_text', 'context', 'actions'],
    ]);
  });

  it('gives a click back as the command it stands for', () => {
    const actions = renderThread(endpointsReport)[0]?.blocks.at(-1);
    expect(actions).toEqual({
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: 'run-0',
          text: { type: 'plain_text', text: 'Trace the path', emoji: false },
          value: 'trace shop/api-service',
          style: 'primary',
        },
      ],
    });
  });

  it('has no button for a command that does not fit in one', () => {
    const actions = [{ label: 'Long', command: 'x'.repeat(2001) }];
    expect(renderThread({ ...reportWith([]), actions })).toEqual([]);
  });

  it('aligns numbers to the right and wraps long cells', () => {
    const [table] = tablesIn(renderThread(endpointsReport));
    expect(table?.column_settings).toEqual([
      { align: 'left', is_wrapped: false },
      { align: 'left', is_wrapped: true },
      { align: 'right', is_wrapped: false },
    ]);
  });

  it('splits a long table into numbered ones, each in a message of its own', () => {
    const messages = renderThread(reportWith([tableOf(250)]));
    const titles = allWords(messages).match(/rows \d+-\d+ of 250/g) ?? [];
    expect(titles.length).toBe(messages.length);
    expect(tablesIn(messages).flatMap(({ rows }) => rows.slice(1))).toHaveLength(250);
    expect(titles.at(-1)).toMatch(/-250 of 250$/);
  });

  it('counts the rows after 300 and names the command that shows them', () => {
    const said = allWords(renderThread(reportWith([tableOf(421)]), slackJob));
    expect(said).toContain('r299c0');
    expect(said).not.toContain('r300c0');
    expect(said).toContain(
      '… 121 more rows: `portolan endpoints api-service -n shop --cluster prod-eu` shows all',
    );
  });

  it('counts the columns after 20', () => {
    const said = allWords(renderThread(reportWith([tableOf(2, 23)])));
    expect(said).toContain('… 3 more columns: `portolan list --cluster prod-eu` shows all');
  });

  it('says that a table is empty', () => {
    expect(allWords(renderThread(reportWith([tableOf(0)])))).toContain('Endpoints none');
  });

  it('counts the lines of a log after 300', () => {
    const text = Array.from({ length: 310 }, (_, i) => `line ${i}`).join('\n');
    const said = allWords(renderThread(reportWith([{ kind: 'code', text }])));
    expect(said).toContain('line 299');
    expect(said).toContain('… 10 more lines: ');
  });

  it('cuts long words after sentences and never within a name', () => {
    const sentence = 'The pod `api-7d9f-x2` does not answer. ';
    const messages = renderThread(reportWith([{ kind: 'text', text: sentence.repeat(300) }]));
    const blocks = messages.flatMap((message) => message.blocks).slice(0, -1);
    expect(blocks.length).toBeGreaterThan(3);
    const texts = blocks.map((block) => wordsIn({ text: '', blocks: [block] }));
    for (const text of texts) expect(text).toMatch(/^The pod `api-7d9f-x2`.*answer\.$/s);
  });
});
