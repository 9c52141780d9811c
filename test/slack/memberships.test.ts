/** Who may approve hangs on this: what Slack does not say is not known. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import { startSlack } from '../../src/playground/slack/server.ts';
import { createClient } from '../../src/slack/client.ts';
import { createMemberships } from '../../src/slack/memberships.ts';

const onCall = 'S0ONCALL1';
const [ada, linus] = ['U0ADA0001', 'U0LINUS01'];

async function start(scopes?: readonly string[]) {
  const slack = await startSlack(scopes ? { scopes } : {});
  onTestFinished(() => slack.close());
  let ahead = 0;
  const log = createLog({ write: () => undefined });
  const client = createClient({ ...slack, log }, { patience: 'none' });
  const now = () => new Date(Date.now() + ahead);
  const memberships = createMemberships({ client, now, log });
  return {
    slack,
    wait: (seconds: number) => {
      ahead += seconds * 1000;
    },
    isIn: async (user: string, options?: { isFresh?: boolean }, group = onCall) =>
      (await memberships.of(user, [group], options)).get(group),
    memberships,
  };
}

describe('a person', () => {
  test('is in a group, or is not', async () => {
    const { memberships, slack } = await start(['usergroups:read']);
    expect(await memberships.of(ada, [onCall, onCall])).toEqual(new Map([[onCall, true]]));
    expect(await memberships.of(linus, [onCall])).toEqual(new Map([[onCall, false]]));
    expect(await memberships.of(linus, [])).toEqual(new Map());
    expect(slack.calls).toHaveLength(1);
  });

  test('who joins or leaves is known a minute later, or at once where it is asked anew', async () => {
    const { slack, isIn, wait } = await start();
    expect(await isIn(ada)).toBe(true);
    slack.setUsergroup('on-call', { users: ['linus'] });
    wait(59);
    expect(await isIn(ada)).toBe(true);
    expect(await isIn(ada, { isFresh: true })).toBe(false);
    expect(await isIn(linus)).toBe(true);
    slack.setUsergroup('on-call', { users: [] });
    wait(60);
    expect(await isIn(linus)).toBe(false);
  });

  test('is in no group that was disabled', async () => {
    const { slack, isIn } = await start();
    slack.setUsergroup('@on-call', { isDisabled: true });
    expect(await isIn(ada)).toBe(false);
  });
});

describe('it is not known', () => {
  test('who is in a group that is not there', async () => {
    const { isIn } = await start();
    expect(await isIn(ada, {}, 'S0NOBODY1')).toBeUndefined();
  });

  test('without the scope', async () => {
    const { isIn } = await start(['chat:write']);
    expect(await isIn(ada)).toBeUndefined();
  });

  test.each([
    ['on a plan without user groups', { error: 'plan_upgrade_required' }],
    ['while Slack is busy', { status: 429, retryAfter: 30 }],
    ['while Slack is ill', { status: 503 }],
  ])('%s, whatever was known before', async (_, fault) => {
    const { slack, isIn } = await start();
    expect(await isIn(ada)).toBe(true);
    slack.faults.fail({ method: 'usergroups.users.list', ...fault });
    expect(await isIn(ada, { isFresh: true })).toBeUndefined();
    expect(await isIn(ada)).toBe(true);
  });

  test('of one group, and of the others it is', async () => {
    const { memberships } = await start();
    expect(await memberships.of(ada, ['S0NOBODY1', onCall])).toEqual(
      new Map([
        ['S0NOBODY1', undefined],
        [onCall, true],
      ]),
    );
  });
});
