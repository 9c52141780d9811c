/** Nothing that is over, or never came to be, keeps others from asking for a change of the same object. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { wordsOf } from '../../slack/bot.ts';
import { type People, startPeople } from './world.ts';

let people: People;
beforeAll(async () => {
  people = await startPeople();
});
afterEach(() => {
  people.here.decide = () => 'pass';
});
afterAll(() => people.close());

const line = 'canary shop-api-canary 30% -n shop';

test('a Job that died for good before its change was kept holds the object for two minutes', async () => {
  await people.type('linus', line);
  people.here.decide = ({ action, body }) =>
    action === 'PutItem' && body.includes('"change/ch-') ? 'killed before' : 'pass';
  await people.here.deliver({ within: 1 });
  people.here.jobs.queue.purge();
  people.here.decide = () => 'pass';
  expect(wordsOf(await people.say('ada', line))).toMatch(
    /Another change of .* is pending: ch-\w{8} ?, asked for just now\./,
  );
  people.here.pass(121);
  const root = await people.say('ada', line);
  expect(wordsOf(root)).toContain('waits for 1 approval');
  await people.click('ada', root, 'Take back');
});

test('a request whose time is up is over, though nobody has said so', async () => {
  const first = await people.say('linus', line);
  people.here.jobs.queue.purge();
  people.here.pass(16 * 60);
  const root = await people.say('ada', line);
  expect(wordsOf(root)).toContain('waits for 1 approval');
  expect((await people.click('grace', first, 'Approve')).join()).toContain('expired at');
  expect(wordsOf(people.now(first))).toContain('expired at');
  await people.click('ada', root, 'Take back');
});
