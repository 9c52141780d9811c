import { describe, expect, it } from 'vitest';
import { terminalOptions } from '../../src/terminal/options.ts';

describe('the terminal decides', () => {
  const terminal = { isTTY: true, columns: 132 };
  const file = { width: 100, tableWidth: Number.POSITIVE_INFINITY };
  it.each([
    ['a terminal', terminal, {}, { color: true, width: 132 }],
    ['a file', {}, {}, { color: false, ...file }],
    ['NO_COLOR', terminal, { NO_COLOR: '1' }, { color: false, width: 132 }],
    ['an empty NO_COLOR', terminal, { NO_COLOR: '' }, { color: true, width: 132 }],
    ['FORCE_COLOR in a file', {}, { FORCE_COLOR: '1' }, { color: true, ...file }],
    ['FORCE_COLOR over NO_COLOR', {}, { FORCE_COLOR: '', NO_COLOR: '1' }, { color: true, ...file }],
    ['FORCE_COLOR=0', terminal, { FORCE_COLOR: '0' }, { color: false, width: 132 }],
    ['a dumb terminal', terminal, { TERM: 'dumb' }, { color: false, width: 132 }],
    ['a very narrow one', { isTTY: true, columns: 12 }, {}, { color: true, width: 40 }],
  ])('%s', (_, stream, env, options) => {
    expect(terminalOptions(stream, env)).toEqual(options);
  });
});
