/** URLs as people paste them. */
import { expect, test } from 'vitest';
import { askText, parseAsk } from '../../../src/network/routes/ask.ts';

test.each<[typed: string, understood: string]>([
  ['shop.example.com', 'https://shop.example.com/'],
  ['http://shop.example.com/a', 'http://shop.example.com/a'],
  ['HTTPS://Shop.Example.COM./A?b=c#d', 'https://shop.example.com/A?b=c'],
  ['shop.example.com:8443/x', 'https://shop.example.com:8443/x'],
  ['http://shop.example.com:80/', 'http://shop.example.com/'],
  ['wss://shop.example.com/live', 'https://shop.example.com/live'],
  ['bücher.example/straße', 'https://xn--bcher-kva.example/stra%C3%9Fe'],
  ['*.shop.example.com/x', 'https://*.shop.example.com/x'],
  ['shop.example.com?q=1', 'https://shop.example.com/?q=1'],
  ['shop.example.com/a/../b', 'https://shop.example.com/b'],
  ['http://[2001:db8::1]:8080/', 'http://[2001:db8::1]:8080/'],
])('%s is %s', (typed, understood) => {
  expect(askText(parseAsk({ url: typed }))).toBe(understood);
});

test.each<[typed: string, words: RegExp]>([
  ['ftp://shop.example.com', /`ftp` is not spoken/],
  ['', /names no host/],
  ['https:///x', /names no host/],
  [`${'a'.repeat(64)}.example.com`, /is 64 characters long/],
  ['a..b', /is not a host name/],
  ['-a.example.com', /is not a host name/],
  ['a b.example.com', /is not a host name/],
  ['shop.example.com:99999', /is not a port/],
  ['https://me:secret@shop.example.com/', /holds a user or password/],
  [Array.from({ length: 60 }, () => 'abcde').join('.'), /The host is 359 characters/],
])('%s is refused', (typed, words) => {
  expect(() => parseAsk({ url: typed })).toThrow(words);
});

test('headers are read with = and :, and what is none is refused', () => {
  const { headers, method } = parseAsk({
    url: 'a.b',
    method: 'post',
    headers: ['X-A=1=2', 'x-b: y'],
  });
  expect([...headers, method]).toEqual([['x-a', '1=2'], ['x-b', 'y'], 'POST']);
  expect(() => parseAsk({ url: 'a.b', headers: ['=1'] })).toThrow(/is not a header/);
  expect(() => parseAsk({ url: 'a.b', headers: ['Host=x'] })).toThrow(/stands in the URL/);
  expect(() => parseAsk({ url: 'a.b', method: 'G T' })).toThrow(/not an HTTP method/);
});
