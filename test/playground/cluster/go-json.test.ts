import { expect, test } from 'vitest';
import { parseGoJson } from '../../../src/playground/cluster/go-json.ts';

const cases: [string, string][] = [
  ['', 'unexpected end of JSON input'],
  ['{"a":', 'unexpected end of JSON input'],
  ['{nonsense', "invalid character 'n' looking for beginning of object key string"],
  ['{"a" 1}', "invalid character '1' after object key"],
  ['{"a":1 "b":2}', `invalid character '"' after object key:value pair`],
  ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
  ['[1 2]', "invalid character '2' after array element"],
  ['[1,]', "invalid character ']' looking for beginning of value"],
  ['tru', 'unexpected end of JSON input'],
  ['trie', "invalid character 'i' in literal true (expecting 'u')"],
  ['-x', "invalid character 'x' in numeric literal"],
  ['1.x', "invalid character 'x' after decimal point in numeric literal"],
  ['1e+', 'unexpected end of JSON input'],
  ['"\\x"', "invalid character 'x' in string escape code"],
  ['"\\u00g0"', "invalid character 'g' in \\u hexadecimal character escape"],
  ['"a\nb"', "invalid character '\\n' in string literal"],
  ['{} x', "invalid character 'x' after top-level value"],
  ["'a'", "invalid character '\\'' looking for beginning of value"],
];
test.each(cases)('%j is refused as Go would: %s', (text, message) => {
  expect(() => parseGoJson(Buffer.from(text))).toThrow(message);
});

test('what is valid is read', () => {
  expect(parseGoJson(Buffer.from(' {"a":[1,-2.5e3,"\\u00e9",null,true],"b":{}} '))).toEqual({
    a: [1, -2500, 'é', null, true],
    b: {},
  });
});
