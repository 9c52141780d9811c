import { describe, expect, it } from 'vitest';
import type { Job } from '../../src/job.ts';
import type { Report } from '../../src/report.ts';
import { renderRoot, renderThread } from '../../src/slack/blocks.ts';
import { endpointsReport, reportWith, slackJob } from './blocks.examples.ts';
import { allWords, wordsIn } from './blocks.reading.ts';

const warning = { kind: 'marks', items: [{ mark: 'warning', text: 'odd' }] } as const;

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
    ['ok with a warning below', { sections: [warning] }, '⚠️'],
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
    const said = `${renderRoot(report).text}${allWords(renderThread(report))}`;
    expect(renderRoot(report).text.length).toBeLessThan(500);
    for (let i = 0; i < 200; i++) expect(said).toContain(`Sentence ${i}.`);
  });

  it('mentions nobody by an id that Slack would not have sent', () => {
    const job: Job = { ...slackJob, asker: { kind: 'slack', team: 'T1', user: 'x> <!channel' } };
    expect(JSON.stringify(renderRoot(endpointsReport, job))).not.toContain('mrkdwn');
  });
});
