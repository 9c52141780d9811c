import { expect, test } from 'vitest';
import { compile } from '../../../src/playground/cluster/policies/cel.ts';
import { celValueOf } from '../../../src/playground/cluster/policies/cel-values.ts';

const object = {
  name: 'api-canary',
  weight: 30,
  ratio: 0.5,
  nothing: null,
  ports: [{ name: 'http', number: 80 }],
  labels: { app: 'api' },
};

const outcomeOf = (expression: string) =>
  compile(expression, ['object'])({ object: celValueOf(object) });

test.each([
  'type(object.weight) == int && object.weight + 1 == 31',
  'type(object.ratio) == double',
  'object.nothing == null',
  '!has(object.absent)',
  "object.ports[0] == {'name': 'http', 'number': 80}",
  "object.labels.all(key, key == 'app')",
  'object.ports.map(port, port.number).exists(number, number == 80)',
  '(has(object.absent) ? object.absent : {}) == {}',
  "object.name.split('-') == ['api', 'canary']",
  "object.name.substring(4) == 'canary'",
  "object.name.find('[a-c]+') == 'a'",
  "object.name.find('x+') == ''",
  "object.name.findAll('a[pn]') == ['ap', 'an']",
  "object.name.findAll('a[pn]', 1) == ['ap']",
  "object.name.matches('^[a-z-]+$')",
])('%s', (expression) => {
  expect(outcomeOf(expression)).toEqual({ value: true });
});

test.each([
  ['a field that is not there', 'object.absent == 1'],
  ['a place that is not there', 'object.ports[1].number == 1'],
  ['types that do not go together', "object.name + 1 == ''"],
  ['a pattern that other engines read differently', "object.name.find('\\\\s') == ''"],
])('%s is an error, and no answer', (_, expression) => {
  expect(outcomeOf(expression)).toEqual({
    error: expect.stringContaining(`expression '${expression}' resulted in error: `),
  });
});

test.each(['nosuch(object)', 'true || object.nosuch()', 'nosuch == 1', 'variables.x', 'object.'])(
  '%s is not even tried',
  (expression) => {
    expect(() => outcomeOf(expression)).toThrow();
  },
);
