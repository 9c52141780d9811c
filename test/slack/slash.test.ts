/** Typed lines as Slack, phones and copied text bring them. */
import { describe, expect, test } from 'vitest';
import { toLine } from '../../src/commands/command-line.ts';
import { commands } from '../../src/commands/registry.ts';
import { UserError } from '../../src/errors.ts';
import { Job } from '../../src/job.ts';
import { oneOf } from '../../src/network/nearest.ts';
import { slackOptions } from '../../src/slack/listeners.ts';
import { type LocalOptions, parseLine } from '../../src/slack/slash.ts';
import { toWords } from '../../src/slack/typed.ts';

const names = commands.filter(({ isInternal }) => !isInternal).map(({ name }) => name);

const local: LocalOptions = {
  ...slackOptions,
  output: { short: 'o', hint: '<text|json>', summary: '' },
};
const parse = (line: string) => parseLine(line, commands, local);
const service = (name: string, scope = {}, more = {}) => ({
  command: { name: 'endpoints' },
  args: { service: name },
  scope,
  ...more,
});
const shop = { namespace: 'shop' };

describe('understood', () => {
  test.each<[string, object]>([
    ['endpoints api', service('api')],
    ['endpoints api -n shop', service('api', shop)],
    ['endpoints api -nshop', service('api', shop)],
    ['endpoints api -n=shop', service('api', shop)],
    ['endpoints api --namespace shop', service('api', shop)],
    ['endpoints api --namespace=shop', service('api', shop)],
    ['endpoints -n shop api', service('api', shop)],
    ['-n shop endpoints api', service('api', shop)],
    ['--private -n shop endpoints api', service('api', shop, { local: { private: true } })],
    ['endpoints api -n shop -n shop', service('api', shop)],
    ['endpoints api --cluster main', service('api', { cluster: 'main' })],
    ['ENDPOINTS api', service('api')],
    ['  endpoints\t api\u00a0 ', service('api')],
    ['endpoints api \u2014n shop', service('api', shop)],
    ['endpoints api \u2013n shop', service('api', shop)],
    ['endpoints api \u2014namespace shop', service('api', shop)],
    ['endpoints api \u2014private', service('api', {}, { local: { private: true } })],
    ['endpoints api --n shop', service('api', shop)],
    ['endpoints api\u2011service', service('api-service')],
    ['endpoints api\u2212service \u2212n shop', service('api-service', shop)],
    ['endpoints \u201capi\u201d', service('api')],
    ['endpoints \u2018api\u2019', service('api')],
    ['endpoints "api', service('api')],
    ['endpoints `api` -n `shop`', service('api', shop)],
    ['```endpoints api```', service('api')],
    ['endpoints <http://api.shop|api.shop>', service('api.shop')],
    ['endpoints <https://api.shop/x?a=1&amp;b=2>', service('https://api.shop/x?a=1&b=2')],
    ['endpoints <mailto:api@shop.example|api@shop.example>', service('api@shop.example')],
    ['endpoints a&amp;b', service('a&b')],
    ['endpoints &lt;!channel&gt;', service('<!channel>')],
    ['endpoints &amp;lt;x&amp;gt;', service('&lt;x&gt;')],
    ['endpoints api\u200b', service('api')],
    ['endpoints \u202eapi\u202c', service('api')],
    ['endpoints a\u00adpi', service('api')],
    ['endpoints api\u0000\u0007', service('api')],
    ['endpoints \u{1f525}', service('\u{1f525}')],
    ['endpoints -- api', service('api')],
    ['endpoints -o json api', service('api', {}, { local: { output: 'json' } })],
    ['list -A', { command: { name: 'list' }, args: { 'all-namespaces': true } }],
    ['trace a.b', { command: { name: 'trace' }, args: { url: 'a.b' } }],
    ['trace a.b --header x=1 --header y=2', { args: { url: 'a.b', header: ['x=1', 'y=2'] } }],
    ['trace a.b --header x=1', { args: { header: ['x=1'] } }],
    ['', { command: { name: 'help' }, args: {} }],
    ['?', { command: { name: 'help' } }],
    ['--help', { command: { name: 'help' } }],
    ['-h', { command: { name: 'help' } }],
    ['help endpoints', { command: { name: 'help' }, args: { command: 'endpoints' } }],
    ['endpoints --help', { command: { name: 'help' }, args: { command: 'endpoints' } }],
    ['endpoints api -h', { command: { name: 'help' }, args: { command: 'endpoints' } }],
  ])('%j', (line, expected) => {
    expect(parse(line)).toMatchObject(expected);
  });
});

function refused(line: string): UserError {
  try {
    parse(line);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`${line} was understood`);
}

describe('not understood, and told how to', () => {
  test.each<[string, string, string]>([
    ['endpoint api', 'There is no command `endpoint`.', 'Did you mean `endpoints`?'],
    ['foo', 'There is no command `foo`.', `There are ${oneOf(names, 'and')}.`],
    ['constructor', 'There is no command `constructor`.', 'There are'],
    ['endpoints', '`endpoints` needs a service.', 'Usage: `endpoints <service> [-n <namespace>]`.'],
    [
      'endpoints a b c',
      '`b` `c` is more than `endpoints` takes.',
      'For example `endpoints api-ser',
    ],
    ['list shop', '`shop` is more than `list` takes.', 'For example `list -n shop`.'],
    [
      'endpoints a --namespce x',
      'has no option `--namespce`. Did you mean `--namespace`?',
      'Usage',
    ],
    ['endpoints a --toString', '`endpoints` has no option `--toString`.', 'Usage'],
    ['endpoints a --constructor x', 'has no option `--constructor`.', 'Usage'],
    ['endpoints a -x', 'has no option `-x`.', 'Usage'],
    ['endpoints a -n', '`-n` needs a value: `-n <namespace>`.', 'Usage'],
    ['endpoints a -n --private', '`-n` needs a value', 'Usage'],
    ['endpoints a --namespace=', '`--namespace` needs a value', 'Usage'],
    ['endpoints a -n=', '`-n` needs a value', 'Usage'],
    ['endpoints a --private=yes', '`--private` is a switch and takes no value.', 'Usage'],
    ['endpoints a -n x -n y', '`-n` is given twice, as `x` and as `y`.', 'Usage'],
    ['trace a.b --method GET --method PUT', '`--method` is given twice', 'Usage'],
    ['trace a.b --header', '`--header` needs a value', 'Usage'],
    ['endpoints a -A', 'has no option `-A`.', 'Usage'],
    ['x'.repeat(10_000), 'That is 10000 characters long; a question has at most 2000.', 'Such as'],
  ])('%.40j', (line, what, hint) => {
    const error = refused(line);
    expect(error.kind).toBe('usage');
    expect(error.message).toContain(what);
    expect(error.hint).toContain(hint);
  });

  test('a mistyped command is suggested as the whole line', () => {
    expect(refused('endpoint api -n "my shop"').suggestions).toEqual([
      'endpoints api -n "my shop"',
    ]);
  });

  test('control and bidi characters are not said back', () => {
    expect(refused('endpoints a \u001b[31mb\u202e').message).not.toMatch(/\p{Cf}|\p{Cc}/u);
  });
});

test.each(['endpoints api -n shop', `endpoints ${'\u{1f525}'.repeat(900)}`])(
  'the echo of a line fits into a Job: %.30s',
  (line) => {
    const { text } = parse(line);
    expect(Job.shape.text.safeParse(text).success).toBe(true);
  },
);

test.each<[string[]]>([
  [['a', 'b c']],
  [['a"b', 'c']],
  [["it's", 'd']],
  [['a', '']],
  [[`it's "so"`, `"'`]],
])('the words %j as a line are the same words again', (words) => {
  expect(toWords(toLine(words))).toEqual(words);
});
