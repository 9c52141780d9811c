/** Rights are those of the moment of the write: of whoever asked, and of whoever approved. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Policy } from '../../../src/policy-rule.ts';
import { wordsOf } from '../../slack/bot.ts';
import { type Cluster, clusterOf, paths } from './cluster.ts';
import { channel, type People, startPeople } from './world.ts';

const where = { namespaces: ['shop'] };
const policy = Policy.parse({
  rules: [
    { name: 'owners', may: ['canary'], who: { groups: ['S0OWNERS1'] }, where },
    {
      name: 'others',
      may: ['canary'],
      who: { channels: ['*'] },
      where,
      approvals: { count: 2 },
    },
    { name: 'approvers', may: ['approve'], who: { groups: ['S0ONCALL1'] }, where },
  ],
});
const owners = { id: 'S0OWNERS1', handle: 'owners', users: ['U0LINUS01'] };
const onCall = { id: 'S0ONCALL1', handle: 'on-call', users: ['U0ADA0001', 'U0GRACE01'] };

let people: People;
let cluster: Cluster;
beforeAll(async () => {
  people = await startPeople({ policy, usergroups: [owners, onCall] });
  cluster = clusterOf(people.here.demo);
});
afterAll(() => people.close());

const weight = async () => {
  const { annotations = {} } = (await cluster.get(paths.ingress)).metadata;
  return annotations['nginx.ingress.kubernetes.io/canary-weight'];
};
beforeEach(() => {
  people.here.slack.setUsergroup('owners', owners);
  people.here.slack.setUsergroup('on-call', onCall);
});

/** Asked for, and approved by a click; then a group changes, before the worker comes to it. */
async function approvedThen(group: string, users: string[]): Promise<string> {
  const root = await people.say('linus', 'canary shop-api-canary 30% -n shop');
  await people.press('grace', root, 'Approve');
  people.here.slack.setUsergroup(group, { users });
  const before = people.here.slack.messages(channel).length;
  await people.deliver();
  await people.here.deliver();
  expect(await weight()).toBe('20');
  return people.here.slack.messages(channel).slice(before).map(wordsOf).join('\n');
}

test('whoever asked under a rule that is theirs no more is held to the next one', async () => {
  expect(await approvedThen('owners', [])).toMatch(
    /was refused at \d\d:\d\d UTC\. By others ?it takes 2 approvals now\. Nothing was written/,
  );
});

test('whoever approved and is in the group no more has not approved', async () => {
  expect(await approvedThen('on-call', ['U0ADA0001'])).toContain('U0GRACE01 may not approve');
});
