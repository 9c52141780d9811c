import { expect, test } from 'vitest';
import { parseAddress } from '../../src/network/address.ts';
import { blockOf, isInBlock } from '../../src/network/cidr.ts';

const cases: [address: string, cidr: string, isIn: boolean | undefined][] = [
  ['10.0.0.5', '10.0.0.0/24', true],
  ['10.0.1.5', '10.0.0.0/24', false],
  ['10.0.0.5', '10.0.0.9/24', true],
  ['10.0.0.5', '0.0.0.0/0', true],
  ['10.0.0.5', '10.0.0.5/32', true],
  ['10.0.0.5', '::/0', false],
  ['2001:db8::1', '2001:db8::/32', true],
  ['2001:db9::1', '2001:db8::/32', false],
  ['2001:db8::1', '0.0.0.0/0', false],
  ['::ffff:10.0.0.5', '10.0.0.0/24', true],
  ['10.0.0.5', '10.0.0.0', undefined],
  ['10.0.0.5', '10.0.0.0/33', undefined],
  ['10.0.0.5', '10.0.0.0/', undefined],
  ['10.0.0.5', '10.0.0.0/-1', undefined],
  ['10.0.0.5', '010.0.0.0/8', undefined],
  ['10.0.0.5', 'everything', undefined],
];

test.each(cases)('%s in %s: %s', (text, cidr, isIn) => {
  const address = parseAddress(text);
  expect(address && isInBlock(address, cidr)).toBe(isIn);
});

test.each([
  ['10.0.0.5', '10.0.0.5/32'],
  ['2001:db8::1', '2001:db8::1/128'],
])('%s alone is the block %s', (text, block) => {
  const address = parseAddress(text);
  expect(address && blockOf(address)).toBe(block);
});
