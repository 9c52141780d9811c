import { expect, test } from 'vitest';
import { slackWithBolt } from './bolt.ts';
import { clientFor, failureOf, slackForTest } from './start.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const modal = {
  type: 'modal' as const,
  callback_id: 'weight',
  title: plain('Canary'),
  submit: plain('Ask'),
  notify_on_close: true,
  private_metadata: 'C0INCIDEN',
  blocks: [
    {
      type: 'input',
      block_id: 'weight',
      label: plain('Weight'),
      element: { type: 'plain_text_input', action_id: 'percent' },
    },
    {
      type: 'input',
      block_id: 'who',
      label: plain('Approver'),
      element: { type: 'users_select', action_id: 'user' },
    },
  ],
};

const opening = { user: 'ada', channel: 'incidents', text: 'canary' };
const values = { weight: { percent: '20' }, who: { user: 'U0GRACE01' } };

test('a modal opened by a command is submitted with what was typed, then closed', async () => {
  const seen: Record<string, unknown>[] = [];
  const slack = await slackWithBolt((app) => {
    app.command('/svc', async ({ ack, client, payload }) => {
      await client.views.open({ trigger_id: payload.trigger_id, view: modal });
      await ack();
    });
    app.view('weight', async ({ ack, view }) => {
      seen.push({ state: view.state, metadata: view.private_metadata });
      await ack();
    });
  });
  await slack.slash(opening);
  const [view] = slack.views('ada');
  expect(view).toMatchObject({ title: { text: 'Canary' }, callback_id: 'weight' });
  await slack.submitView({ user: 'ada', viewId: view?.id ?? '', values });
  expect(seen).toEqual([
    {
      metadata: 'C0INCIDEN',
      state: {
        values: {
          weight: { percent: { type: 'plain_text_input', value: '20' } },
          who: { user: { type: 'users_select', selected_user: 'U0GRACE01' } },
        },
      },
    },
  ]);
  expect(slack.views('ada')).toEqual([]);
});

test('errors keep the modal open, and an update replaces it', async () => {
  const slack = await slackWithBolt((app) => {
    app.command('/svc', async ({ ack, client, payload }) => {
      await client.views.open({ trigger_id: payload.trigger_id, view: modal });
      await ack();
    });
    app.view('weight', async ({ ack, view }) => {
      const typed = view.state.values.weight?.percent?.value;
      if (typed === '200') {
        return ack({ response_action: 'errors', errors: { weight: 'At most 100.' } });
      }
      await ack({ response_action: 'update', view: { ...modal, title: plain('Thanks') } });
    });
  });
  await slack.slash(opening);
  const viewId = slack.views('ada')[0]?.id ?? '';
  const wrong = { ...values, weight: { percent: '200' } };
  const { errors } = await slack.submitView({ user: 'ada', viewId, values: wrong });
  expect(errors).toEqual({ weight: 'At most 100.' });
  await slack.submitView({ user: 'ada', viewId, values });
  expect(slack.views('ada')).toMatchObject([{ id: viewId, title: { text: 'Thanks' } }]);
});

test('closing is told to an app that asked for it', async () => {
  const closed: unknown[] = [];
  const slack = await slackWithBolt((app) => {
    app.command('/svc', async ({ ack, client, payload }) => {
      await client.views.open({ trigger_id: payload.trigger_id, view: modal });
      await ack();
    });
    app.view({ callback_id: 'weight', type: 'view_closed' }, async ({ ack, view }) => {
      closed.push(view.callback_id);
      await ack();
    });
  });
  await slack.slash(opening);
  await slack.closeView({ user: 'ada', viewId: slack.views('ada')[0]?.id ?? '' });
  expect(closed).toEqual(['weight']);
  expect(slack.views('ada')).toEqual([]);
});

test('a trigger opens one view, within three seconds', async () => {
  let time = Date.now();
  const slack = await slackForTest({ appUrl: async () => ({ status: 200 }), now: () => time });
  const client = clientFor(slack);
  const trigger = async () => {
    await slack.slash(opening);
    return new URLSearchParams(slack.deliveries.at(-1)?.body).get('trigger_id') ?? '';
  };
  const open = (trigger_id: string) => client.views.open({ trigger_id, view: modal });
  const first = await trigger();
  time += 3000;
  await open(first);
  expect(await failureOf(open(first))).toMatchObject({ error: 'exchanged_trigger_id' });
  const second = await trigger();
  time += 3001;
  expect(await failureOf(open(second))).toMatchObject({ error: 'expired_trigger_id' });
  expect(await failureOf(open('no'))).toMatchObject({ error: 'invalid_trigger_id' });
});

test('an update needs the view, and its hash if one is given', async () => {
  const slack = await slackForTest({ appUrl: async () => ({ status: 200 }) });
  const client = clientFor(slack);
  await slack.slash(opening);
  const sent = new URLSearchParams(slack.deliveries.at(-1)?.body);
  const { view } = await client.views.open({
    trigger_id: sent.get('trigger_id') ?? '',
    view: modal,
  });
  const view_id = view?.id ?? '';
  const next = { ...modal, title: plain('Next') };
  const stale = client.views.update({ view_id, hash: 'old', view: next });
  expect(await failureOf(stale)).toMatchObject({ error: 'hash_conflict' });
  await client.views.update({ view_id, hash: view?.hash ?? '', view: next });
  expect(slack.views('ada')[0]?.title.text).toBe('Next');
  const missing = client.views.update({ view_id: 'V0', view: next });
  expect(await failureOf(missing)).toMatchObject({ error: 'not_found' });
});
