import { describe, expect, it } from 'vitest';
import type { Job } from '../../src/job.ts';
import type { Report, Section } from '../../src/report.ts';
import { type Message, renderRoot, renderThread } from '../../src/slack/blocks.ts';
import { endpointsReport, reportWith, slackJob } from './blocks.examples.ts';
import { renderPlain } from './blocks.plain.ts';
import { refusals, wordsIn } from './blocks.reading.ts';

const tableOf = (rows: number, columns = 3): Section => ({
  kind: 'table',
  title: 'Endpoints',
  columns: Array.from({ length: columns }, (_, i) => ({ label: `Column ${i}` })),
  rows: Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => `r${row}c${column}`),
  ),
});
const tablesIn = (messages: Message[]) =>
  messages.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.type === 'table' ? [block] : [])),
  );
const all = (messages: Message[]) => messages.map(wordsIn).join('\n');

describe('the root message', () => {
  it('says the answer, the question, the cluster and who asked', () => {
    expect(renderRoot(endpointsReport, slackJob)).toEqual({
      text:
        '🔴 `shop/api-service` 1 of 3 endpoints ready: readiness probe fails\n' +
        'endpoints api-service -n shop · cluster prod-eu',
      blocks: [
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: '🔴 ', style: { bold: true } },
                { type: 'text', text: 'shop/api-service', style: { bold: true, code: true } },
                {
                  type: 'text',
                  text: ' 1 of 3 endpoints ready: readiness probe fails',
                  style: { bold: true },
                },
              ],
            },
          ],
        },
        {
          type: 'context',
          elements: [
            { type: 'plain_text', text: 'endpoints api-service -n shop', emoji: false },
            { type: 'plain_text', text: 'cluster prod-eu', emoji: false },
            { type: 'mrkdwn', text: 'asked by <@U0ADA0001>' },
          ],
        },
      ],
    });
  });

  it('tells an error completely, with suggestions as buttons and without a thread', () => {
    const report: Report = {
      ...reportWith([]),
      verdict: 'problem',
      headline: 'There is no Service `apii` in `shop`.',
      error: {
        kind: 'not-found',
        what: 'There is no Service `apii` in `shop`.',
        hint: 'Did you mean `api`?',
        reference: '8f3a',
      },
      actions: [{ label: 'endpoints api', command: 'endpoints api -n shop' }],
      reads: { requests: 1, roundTrips: 1, bytes: 812, ms: 9.6 },
    };
    expect(wordsIn(renderRoot(report))).toBe(
      [
        '🔴 There is no Service `apii` in `shop`.',
        'Did you mean `api`?',
        'Reference: `8f3a`',
        '[endpoints api]',
        'list | cluster prod-eu | 1 round trip, 1 request, 812 bytes, 10 ms',
      ].join('\n'),
    );
    expect(renderThread(report)).toEqual([]);
  });

  it.each([
    ['ok', {}, '✅'],
    ['ok with a warning below', { sections: [marks('warning')] }, '⚠️'],
    ['the mark of the command', { mark: 'skipped' }, '➖'],
    ['problem', { verdict: 'problem' }, '🔴'],
    ['unknown', { verdict: 'unknown' }, '⚪'],
    ['a mistyped question', { error: { kind: 'usage', what: 'a', hint: 'b' } }, '⚠️'],
    ['a bug', { error: { kind: 'internal', what: 'a', hint: 'b' } }, '⚪'],
  ] satisfies [string, Partial<Report>, string][])('marks %s', (_, part, mark) => {
    expect(renderRoot({ ...reportWith([]), ...part }).text).toMatch(new RegExp(`^${mark} `));
  });

  it('moves the rest of a long headline to the thread', () => {
    const headline = Array.from({ length: 200 }, (_, i) => `Sentence ${i}.`).join(' ');
    const report = { ...reportWith([]), headline };
    const said = `${renderRoot(report).text}${all(renderThread(report))}`;
    expect(renderRoot(report).text.length).toBeLessThan(500);
    for (let i = 0; i < 200; i++) expect(said).toContain(`Sentence ${i}.`);
  });

  it('mentions nobody by an id that Slack would not have sent', () => {
    const job: Job = { ...slackJob, asker: { kind: 'slack', team: 'T1', user: 'x> <!channel' } };
    expect(JSON.stringify(renderRoot(endpointsReport, job))).not.toContain('mrkdwn');
  });
});

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
    const titles = all(messages).match(/rows \d+-\d+ of 250/g) ?? [];
    expect(titles.length).toBe(messages.length);
    expect(tablesIn(messages).flatMap(({ rows }) => rows.slice(1))).toHaveLength(250);
    expect(titles.at(-1)).toMatch(/-250 of 250$/);
  });

  it('counts the rows after 300 and names the command that shows them', () => {
    const said = all(renderThread(reportWith([tableOf(421)]), slackJob));
    expect(said).toContain('r299c0');
    expect(said).not.toContain('r300c0');
    expect(said).toContain(
      '… 121 more rows: `portolan endpoints api-service -n shop --cluster prod-eu` shows all',
    );
  });

  it('counts the columns after 20', () => {
    const said = all(renderThread(reportWith([tableOf(2, 23)])));
    expect(said).toContain('… 3 more columns: `portolan list --cluster prod-eu` shows all');
  });

  it('says that a table is empty', () => {
    expect(all(renderThread(reportWith([tableOf(0)])))).toContain('Endpoints none');
  });

  it('counts the lines of a log after 300', () => {
    const text = Array.from({ length: 310 }, (_, i) => `line ${i}`).join('\n');
    const said = all(renderThread(reportWith([{ kind: 'code', text }])));
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

describe('the plain form', () => {
  it('needs only blocks that every workspace knows', () => {
    const { root, thread } = renderPlain(endpointsReport, slackJob);
    const newer = new Set(['table', 'rich_text']);
    expect([root, ...thread].flatMap((message) => refusals(message, newer))).toEqual([]);
    expect(wordsIn(root)).toContain('🔴 `shop/api-service` 1 of 3');
    expect(thread.map(wordsIn).join('\n---\n')).toMatchInlineSnapshot(`
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
      \`\`\`
      STATE        TARGET                                           RESTARTS
      not ready    pod/api-7d9f-x2                                        12
      ready        pod/api-7d9f-k8-with-a-name-that-is-rather-long         0
      terminating  節点一 🔥                                               —
      \`\`\`
      Log of api-7d9f-x2
      \`\`\`
      ERR no 'db' <!channel>
        at main.go:3
      \`\`\`
      A *sentence* with \`code\`, <!here>, <@U0ADA0001> & :fire:.
      Not evaluated
      ⚪ pod logs: the Role \`portolan-logs\` is not installed
      2 round trips, 3 requests, 14 KB, 41 ms
      [Trace the path]"
    `);
  });

  it('keeps all rows of a long table', () => {
    const { thread } = renderPlain(reportWith([tableOf(300, 6)]));
    const said = all(thread);
    for (let row = 0; row < 300; row++) expect(said).toContain(`r${row}c5`);
  });
});

function marks(mark: 'warning'): Section {
  return { kind: 'marks', items: [{ mark, text: 'odd' }] };
}
