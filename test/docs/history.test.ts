/** What `docs/json.md` shows of `history` is what it says: to a journal, not to a demo cluster. */
import { expect, test } from 'vitest';
import { toJson } from '../../src/report.ts';
import { textOf } from '../architecture/tree.ts';
import { ask, startJournal } from '../commands/journal-world.ts';

startJournal();

test('the example of `history` is one', async () => {
  const [, section = ''] = textOf('docs/json.md').split('\n## `history`\n');
  const [, example = ''] = /```json\n([\s\S]*?)\n```/.exec(section) ?? [];
  const said = JSON.parse(JSON.stringify(toJson(await ask('history ch-22222222'))));
  expect(JSON.parse(example)).toEqual(said);
});
