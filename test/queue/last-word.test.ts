/** What the person sees when something fails for good: what is wrong, or at least that it is. */
import { describe, expect, test } from 'vitest';
import { encodeJob } from '../../src/queue/message.ts';
import { seal } from '../../src/queue/seal.ts';
import { failing, incidents } from './incidents.ts';
import { exampleJob } from './queue.contract.ts';

const here = incidents();

const apology =
  /^⚪ endpoints shop\/api-service could not be answered, though it was tried several times\. .*Ask again in a few minutes\..*Reference: ([0-9a-f]{8})/;

/** The log has the cause under what the person can quote. */
function expectLogged(reference: string | undefined, cause: string): void {
  const found = here.world.lines.find((text) => reference && text.includes(reference));
  expect(JSON.parse(found ?? '{}')).toMatchObject({ level: 'error', error: expect.anything() });
  expect(found).toContain(cause);
}

describe('the person reads at once what is wrong, and what to do, when', () => {
  test('the API server is down', async () => {
    here.world.demo.api.faults.add({ match: { path: /./ }, drop: true });
    await here.ask();
    expect(here.roots()).toEqual([expect.stringMatching(/^⚪ .*API server/)]);
    expect(here.world.calls).toBe(1);
    here.expectNothingLeft();
  });

  test.each(['refuse', 'throttle', 'error', 'lost'] as const)(
    'the queue does not take the question: %s',
    async (kind) => {
      here.world.sqs.faults.add({ action: 'SendMessage', kind, times: 9 });
      await here.slash();
      const words = '⚪ The question could not be queued.\nAsk again in a moment.';
      expect(here.alone()).toEqual([expect.stringContaining(words)]);
      await here.world.deliver();
      expect(here.roots()).toEqual([]);
      expect(here.world.lines.join()).toContain('send job slash/');
    },
  );
});

describe('the person is told once that there will be no answer, when', () => {
  test('the table takes no claim', async () => {
    here.world.decide = failing('PutItem', 'throttled', { times: 99 });
    await here.ask();
    expect(here.roots()).toEqual([expect.stringMatching(apology)]);
    expect(here.world.jobs.dead.messages()).toHaveLength(1);
    expectLogged(apology.exec(here.roots()[0] ?? '')?.[1], 'DynamoDB is too busy');
  });

  test('Slack refuses the answer for a reason nobody thought of', async () => {
    here.world.slack.faults.fail({
      method: 'chat.postMessage',
      error: 'team_added_to_org',
      times: 5,
    });
    await here.ask();
    expect(here.roots()).toEqual([expect.stringMatching(apology)]);
    expect(here.replies()).toEqual([]);
    expectLogged(apology.exec(here.roots()[0] ?? '')?.[1], 'team_added_to_org');
  });

  test('the channel already shows that it is at work: that is what becomes the apology', async () => {
    here.world.demo.api.faults.add({
      match: { path: /services\/api-service$/ },
      delayMs: 1800,
      times: 1,
    });
    here.world.decide = failing('chat.update', 'strange', { times: 5 });
    await here.ask();
    expect(here.roots()).toEqual([expect.stringMatching(apology)]);
    expect(here.replies()).toEqual([]);
  });

  test('the answer stands in the channel, and its details cannot be said', async () => {
    here.world.decide = failing('chat.postMessage', 'strange', { after: 1, times: 5 });
    await here.ask();
    expect(here.roots()).toEqual([expect.stringMatching(/^✅ .*3 of 3 endpoints ready/)]);
    expect(here.replies()).toEqual([expect.stringContaining('could not be answered in full')]);
  });

  test('Slack stays busy: by the way round the channel', async () => {
    here.world.slack.faults.rateLimit({ method: 'chat.postMessage', retryAfter: 30, times: 99 });
    await here.ask();
    expect(here.roots()).toEqual([expect.stringMatching(apology)]);
    expect(here.world.jobs.dead.messages()).toHaveLength(1);
  });
});

test('one that was told is not answered after all, when it is taken from the dead letters', async () => {
  here.world.decide = failing('chat.postMessage', 429, { times: 5 });
  await here.ask();
  expect(here.roots()).toEqual([expect.stringMatching(apology)]);
  const [dead] = here.world.jobs.dead.messages();
  here.world.jobs.dead.purge();
  here.world.jobs.queue.send(dead?.body ?? '', {});
  await here.world.deliver();
  expect(here.roots()).toHaveLength(1);
  here.expectNothingLeft();
});

describe('nobody is told of', () => {
  const job = exampleJob('slash/hunter2');
  test.each([
    ['what is no Job', '{"hunter2":1}'],
    ['what is no JSON', 'hunter2'],
    ['a question with a wrong seal', seal(job, 'x'.repeat(40))],
    ['a question in a person’s name that nobody sealed', encodeJob(job)],
  ])('%s: it ends among the dead letters, and the log has none of it', async (_what, body) => {
    here.world.jobs.queue.send(body, {});
    await here.world.deliver();
    expect(here.world.jobs.dead.messages()).toMatchObject([{ body }]);
    expect(here.roots()).toEqual([]);
    const refusals = here.world.lines.map((text) => JSON.parse(text));
    expect(refusals).toHaveLength(5);
    expect(refusals[0]).toMatchObject({ level: 'error', message: 'a message is refused' });
    expect(here.world.lines.join()).not.toContain('hunter2');
  });
});
