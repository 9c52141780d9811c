/** A file that needs scrolling to understand is two files. */
import { expect, test } from 'vitest';
import { filesOf, textOf } from './architecture/tree.ts';

const mostLines = 200;

const sizes = filesOf('{src,handlers,test,bench}/**/*.{ts,tsx,css}', '*.ts')
  .filter((path) => !/\.gen\.ts$|\/golden\//.test(path))
  .map((path) => ({ path, lines: textOf(path).split('\n').length - 1 }))
  .sort((a, b) => b.lines - a.lines);

test(`no file is longer than ${mostLines} lines`, () => {
  expect(sizes.filter(({ lines }) => lines > mostLines)).toEqual([]);
});

test('the usual file fits on a screen', ({ annotate }) => {
  const median = sizes[Math.floor(sizes.length / 2)]?.lines ?? 0;
  const largest = sizes.slice(0, 5).map(({ path, lines }) => `${lines} ${path}`);
  annotate(`${sizes.length} files, median ${median} lines; the largest: ${largest.join(', ')}`);
  expect(median).toBeLessThanOrEqual(130);
});
