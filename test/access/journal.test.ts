import { expect, test } from 'vitest';
import type { Outcome } from '../../src/access/change.ts';
import { entriesOf } from '../../src/access/journal.ts';
import { end, exampleChange, planned } from './changes.examples.ts';

const why = 'its controllers accepted generation 7';

test.each<[is: 'yes' | 'no' | 'unknown', words: string]>([
  ['yes', `In effect: ${why}.`],
  ['no', `Not in effect: ${why}.`],
  ['unknown', `Written: ${why}.`],
])('of what was carried out the journal keeps the router’s own word: %s', (is, words) => {
  const outcome: Outcome = { ...end().outcome, words: '', settled: { is, why } };
  const entries = entriesOf(exampleChange({ state: 'ended', outcome }), planned);
  expect(entries.at(-1)).toMatchObject({ event: 'applied', words });
});
