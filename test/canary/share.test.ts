import { expect, test } from 'vitest';
import { parseWanted, shareText } from '../../src/canary/share.ts';
import { UserError } from '../../src/errors.ts';

const line = (word: string) => `canary shop ${word}`;

const shares: [text: string, part: number, of: number][] = [
  ['20%', 20, 100],
  ['20 %', 20, 100],
  [' 7 percent ', 7, 100],
  ['0%', 0, 100],
  ['100%', 100, 100],
  ['0.5%', 5, 1000],
  ['12.25%', 1225, 10_000],
  ['3/1000', 3, 1000],
  ['1 / 3', 1, 3],
  ['promote', 1, 1],
  ['Promote', 1, 1],
];

test.each(shares)('`%s` is %d of %d', (text, part, of) => {
  expect(parseWanted(text, line)).toEqual({ part, of });
});

const percent = 'Write percent, such as `20%` or `0.5%`, or parts of a total, such as `3/1000`.';
const wrong: [text: string, what: string, hint: string, meant: string[]][] = [
  [
    '20',
    '`20` may mean percent or a weight: it does not say of what.',
    'Write `20%` or `20/100`.',
    ['20%', '20/100'],
  ],
  ['200', '`200` may mean percent or a weight: it does not say of what.', percent, []],
  ['101%', '`101%` is more than everything.', 'Write `100%`.', ['100%']],
  ['7/5', '`7/5` is more than everything.', 'Write `100%`.', ['100%']],
  ['-1%', '`-1%` is less than nothing.', 'Write `0%`.', ['0%']],
  ['30%%', '`30%%` is not a share.', 'Write `30%`.', ['30%']],
  ['%30', '`%30` is not a share.', 'Write `30%`.', ['30%']],
  ['0.2', '`0.2` is not a share.', 'Write `0.2%` or `20%`.', ['0.2%', '20%']],
  ['12,5%', '`12,5%` is not a share.', 'Write `12.5%`.', ['12.5%']],
  ['1.2.3%', '`1.2.3%` is not a share.', percent, []],
  ['3/0', '`3/0` is a share of nothing.', 'Write `3/100`.', ['3/100']],
  ['0.00001%', '`0.00001%` is finer than routers count.', percent, []],
  [
    '1/9999999',
    '`1/9999999` is finer than routers count: the total is 1000000 at most.',
    percent,
    [],
  ],
  ['+10%', '`+10%` would be a step: say the share that the canary is to have then.', percent, []],
  ['abrt', '`abrt` is not a share. Did you mean `abort`?', percent, ['abort']],
  ['abc', '`abc` is not a share.', percent, []],
  ['', '`` is not a share.', percent, []],
];

test.each(wrong)('`%s` is none, and says how to write one', (text, what, hint, meant) => {
  const ask = () => parseWanted(text, line);
  expect(ask).toThrow(new UserError('usage', { what, hint, suggestions: meant.map(line) }));
  try {
    ask();
  } catch (error) {
    expect(error).toMatchObject({ hint, suggestions: meant.map(line) });
  }
});

test('a share is shown as percent where that is exact', () => {
  const shown = [
    [20, 100],
    [1, 8],
    [3, 1000],
    [1, 3],
    [0, 1],
    [1, 1],
    [29, 100],
  ].map(([part = 0, of = 1]) => shareText({ part, of }));
  expect(shown).toEqual(['20%', '12.5%', '0.3%', '1/3', '0%', '100%', '29%']);
});
