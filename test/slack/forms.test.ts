/** A button that asks for a text first. */
import type { BlockAction, ButtonAction } from '@slack/bolt';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseView } from '../../src/playground/slack/blocks/view.ts';
import type { Message, View } from '../../src/playground/slack/slack.ts';
import { formValue, toForm } from '../../src/slack/forms.ts';
import { proves } from '../properties.ts';
import { type LambdaWorld, startLambdaWorld } from '../queue/lambda-world.ts';
import { anyLabel } from './blocks.arbitrary.ts';
import { wordsOf } from './bot.ts';
import { wishes } from './wishes.ts';

let here: LambdaWorld;
let root: Message;
let asked = 0;
const channel = 'incidents';
beforeAll(async () => {
  here = await startLambdaWorld({ commands: wishes });
});
beforeEach(async () => {
  await here.slack.slash({ user: 'ada', channel, text: `wish w${++asked}` });
  await here.deliver();
  const last = here.slack.messages(channel).findLast(({ threadTs }) => !threadTs);
  if (!last) throw new Error('nothing was asked');
  root = last;
});
afterEach(() => here.slack.faults.clear());
afterAll(() => here.close());

async function click(user: string, teamId?: string): Promise<View | undefined> {
  const made = { user, channel, messageTs: root.ts, actionId: 'ask-1' };
  await here.slack.click({ ...made, ...(teamId && { teamId }) });
  return here.slack.views(user).at(-1);
}

/** @returns the answer in the thread, and who is told to have asked */
async function answered(user: string, text: string) {
  const view = await click(user);
  const before = here.slack.thread(channel, root.ts).length;
  const values = { text: { text } };
  const { errors } = await here.slack.submitView({ user, viewId: view?.id ?? '', values });
  await here.deliver();
  const [answer, ...more] = here.slack.thread(channel, root.ts).slice(before);
  expect(more).toEqual([]);
  return { errors, words: wordsOf(answer) };
}

describe('a click', () => {
  test('opens a window of the one who clicked', async () => {
    const view = await click('grace');
    expect(view?.title.text).toBe('Reject the wish');
    expect(wordsOf(view as unknown as Message)).toContain('Why?');
    expect(here.slack.views('ada')).toEqual([]);
    expect(here.jobs.queue.messages()).toEqual([]);
  });

  test('of somebody who is refused opens nothing, and says why', async () => {
    expect(await click('linus', 'T0OTHER01')).toBeUndefined();
    expect(here.slack.ephemerals('linus').map(wordsOf).join()).toContain(
      'answers only people of the team',
    );
  });

  test('that comes too late says what can be typed instead', async () => {
    here.slack.faults.fail({ method: 'views.open', error: 'expired_trigger_id' });
    const before = here.slack.ephemerals('ada').length;
    await click('ada');
    const [told] = here.slack.ephemerals('ada').slice(before);
    expect(wordsOf(told)).toMatch(/did not open the window.*\/svc deny w\d+ --why "…"/);
  });
});

describe('what was typed', () => {
  test('is said in the name of the one who typed it, in the thread of the button', async () => {
    const { words } = await answered('grace', 'too early');
    const line = `deny w${asked} --why "too early"`;
    expect(words).toContain(`denied: too early ${line} asked by <@U0GRACE01>`);
    expect(wordsOf(here.slack.thread(channel, root.ts)[0])).toContain(`w${asked} : denied`);
  });

  test.each([
    [`it's "so"`, `denied: it's "so"`],
    ['two\nlines', 'denied: two lines'],
    ['- no --private -n x', 'denied: - no --private -n x'],
    ['“quoted” — `code` &lt;', 'denied: “quoted” — code &lt;'],
    ['<!channel> <@U0ADA0001>', 'denied: <!channel> <@U0ADA0001>'],
    ['  \n ', 'denied: nobody knows why'],
    ['é'.repeat(300), `denied: ${'é'.repeat(300)}`],
  ])('reaches the command as it is: %j', async (text, words) => {
    expect((await answered('grace', text)).words).toContain(words);
  });

  test('is sent twice and counts once', async () => {
    const view = await click('linus');
    const before = here.slack.thread(channel, root.ts).length;
    const act = { user: 'linus', viewId: view?.id ?? '', values: { text: { text: 'twice' } } };
    const { delivery } = await here.slack.submitView(act);
    await here.slack.deliver(delivery.body);
    await here.deliver();
    expect(here.slack.thread(channel, root.ts)).toHaveLength(before + 1);
  });

  test('stays in the window while it cannot be queued', async () => {
    const view = await click('ada');
    await here.sqs.close();
    const act = { user: 'ada', viewId: view?.id ?? '', values: { text: { text: 'so' } } };
    const { errors } = await here.slack.submitView(act);
    expect(errors?.text).toMatch(/could not be queued. Ask again/);
    expect(here.slack.views('ada').at(-1)?.id).toBe(view?.id);
  });
});

const body = {
  user: { id: 'U1', team_id: 'T1' },
  channel: { id: 'C1', name: 'c' },
  container: { type: 'message', message_ts: '1.1', channel_id: 'C1', thread_ts: '1.0' },
  trigger_id: '1',
  response_url: `https://hooks.slack.com/actions/${'x'.repeat(300)}`,
} as unknown as BlockAction<ButtonAction>;

const anyForm = fc.record({
  command: fc.oneof(anyLabel, fc.constant('"'.repeat(900))),
  form: fc.record({ title: anyLabel, label: anyLabel, option: anyLabel }),
});
proves(
  'opens no window that Slack refuses, whatever the button says',
  100,
  fc.property(anyForm, ({ command, form }) => {
    const value = formValue(command, form);
    fc.pre(value.length <= 2000);
    const { view } = toForm(body, { value } as ButtonAction, 'ask');
    expect(parseView(view).problems).toBeUndefined();
    expect(view.private_metadata).not.toContain('hooks.slack.com');
  }),
);
