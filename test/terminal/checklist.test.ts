import { describe, expect, it } from 'vitest';
import type { Checklist } from '../../src/report.ts';
import { renderText } from '../../src/terminal/text.ts';
import { reportWith } from '../slack/blocks.examples.ts';
import { linesOf } from './reading.ts';

const checklist: Checklist = {
  kind: 'checklist',
  title: 'Checked',
  items: [
    { id: 'service-exists', status: 'ok', text: '`shop/api` has 2 ports', details: ['http 80'] },
    {
      id: 'pods-ready',
      status: 'problem',
      text: '1 of 3 pods is ready',
      details: ['`api-1`: 503'],
    },
    { id: 'dns-answers', status: 'skipped', text: 'no pod to ask' },
    {
      id: 'route-accepted',
      status: 'warning',
      text: 'old `ingressClassName`',
      details: ['shop/a'],
    },
    { id: 'tls-valid', status: 'unknown', text: 'may not read Secrets', details: ['`web-tls`'] },
    { id: 'canary-settled', status: 'pending' },
  ],
};

describe('a checklist in a terminal', () => {
  it('aligns what was found, and shows the evidence of what is not well', () => {
    expect(linesOf(checklist)).toEqual([
      'Checked',
      '✓ service-exists  `shop/api` has 2 ports',
      '✗ pods-ready      1 of 3 pods is ready',
      '                    `api-1`: 503',
      '- dns-answers     no pod to ask',
      '! route-accepted  old `ingressClassName`',
      '                    shop/a',
      '? tls-valid       may not read Secrets',
      '                    `web-tls`',
      '… canary-settled',
    ]);
  });

  it('wraps words below words', () => {
    const text = 'the selector matches no pod, and two pods differ from it in one label';
    const items = [{ id: 'pods-ready', status: 'problem' as const, text, details: [text] }];
    expect(linesOf({ ...checklist, items }, 50)).toEqual([
      'Checked',
      '✗ pods-ready  the selector matches no pod, and two',
      '              pods differ from it in one label',
      '                the selector matches no pod, and',
      '                two pods differ from it in one',
      '                label',
    ]);
  });

  it('puts words below their id where there is no room beside it', () => {
    expect(linesOf({ ...checklist, items: checklist.items.slice(0, 2) }, 36)).toEqual([
      'Checked',
      '✓ service-exists',
      '  `shop/api` has 2 ports',
      '✗ pods-ready',
      '  1 of 3 pods is ready',
      '    `api-1`: 503',
    ]);
  });

  it('colours signs and names as marks do', () => {
    const items = checklist.items.slice(0, 2);
    const report = reportWith([{ ...checklist, items }]);
    const text = renderText(report, { color: true, width: 80 }).replaceAll('\u001b', '^');
    expect(text.split('\n').slice(2, 6)).toEqual([
      '^[1mChecked^[22m',
      '^[32m✓^[39m service-exists  ^[36mshop/api^[39m has 2 ports',
      '^[31m✗^[39m pods-ready      1 of 3 pods is ready',
      '                    ^[36mapi-1^[39m: 503',
    ]);
  });

  it('marks an answer that is ok but for a warning', () => {
    const [head] = renderText(
      { ...reportWith([{ ...checklist, items: checklist.items.slice(3, 4) }]), verdict: 'ok' },
      { color: false, width: 80 },
    );
    expect(head).toBe('!');
  });
});
