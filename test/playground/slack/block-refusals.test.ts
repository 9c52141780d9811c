import { expect, test } from 'vitest';
import { problemsOf } from './problems.ts';
import * as sample from './samples.ts';

const { actions, button, chart, dataTable, mrkdwn, plain, section, table, times } = sample;

test.each<[string, unknown, string]>([
  ['an unknown type', { type: 'sausage' }, '/blocks/0/type unsupported type: sausage'],
  ['no type', {}, '/blocks/0 missing required field: type'],
  ['a text', 'hello', '/blocks/0 must be a valid object'],
  [
    'an unknown field',
    { type: 'divider', color: 'red' },
    '/blocks/0 invalid additional property: color',
  ],
  ['an empty text', section(''), '/blocks/0/text/text must be more than 0 characters'],
  [
    'a section without text and fields',
    { type: 'section' },
    '/blocks/0 must define either text or fields',
  ],
  [
    'a header in mrkdwn',
    { type: 'header', text: mrkdwn('x') },
    '/blocks/0/text/type must be one of: plain_text',
  ],
  [
    'a text field of a button that is a string',
    actions(button({ text: 'x' })),
    '/blocks/0/elements/0/text must be a valid object',
  ],
  [
    'a style that does not exist',
    actions(button({ style: 'green' })),
    '/blocks/0/elements/0/style must be one of: primary, danger',
  ],
  [
    'an image in actions',
    actions(sample.image({})),
    '/blocks/0/elements/0/type unsupported type: image',
  ],
  [
    'an input among actions',
    actions({ type: 'plain_text_input' }),
    '/blocks/0/elements/0/type unsupported type: plain_text_input',
  ],
  ['an empty actions block', actions(), '/blocks/0/elements no fewer than 1 items allowed'],
  [
    'a link that is none',
    actions(button({ url: 'javascript:x' })),
    '/blocks/0/elements/0/url must be a valid URL',
  ],
  [
    'a picture without an address',
    sample.image({ image_url: undefined }),
    '/blocks/0 must define exactly one of image_url and slack_file',
  ],
  [
    'an alert outside a modal',
    { type: 'alert', text: plain('x') },
    '/blocks/0/type unsupported type: alert',
  ],
  [
    'an empty text in rich text',
    sample.richText({ type: 'text', text: '' }),
    '/blocks/0/elements/0/elements/0/text must be more than 0 characters',
  ],
  ['an empty cell', table(1, 1, ''), '/blocks/0/rows/0/0/text must be more than 0 characters'],
  [
    'a header cell of rich text',
    { ...dataTable(2), rows: times(2, [sample.richText({ type: 'text', text: 'x' })]) },
    '/blocks/0/rows rich_text cannot be used for header cells',
  ],
  [
    'rows of different length',
    { ...dataTable(2), rows: [...table(1, 2).rows, ...table(1, 3).rows] },
    '/blocks/0/rows all rows must have the same number of values',
  ],
  [
    'a task status Slack does not know',
    sample.plan({ status: 'completed' }),
    '/blocks/0/tasks/0/status must be one of: pending, in_progress, complete, error',
  ],
  [
    'a pie with nothing in a slice',
    chart({ type: 'pie', segments: [{ label: 'x', value: 0 }] }),
    '/blocks/0/chart/segments/0/value',
  ],
  [
    'a series without a point for a category',
    chart({
      type: 'bar',
      series: [{ name: 'a', data: [{ label: 'Mon', value: 1 }] }],
      axis_config: { categories: ['Mon', 'Tue'] },
    }),
    '/blocks/0/chart every series must be named once',
  ],
])('%s is refused', (_name, block, problem) => {
  expect(problemsOf(block)).toContainEqual(expect.stringContaining(problem));
});
