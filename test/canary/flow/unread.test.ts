/** A cluster that falls silent once the weights are written: they are, and whoever asked may take them back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Office, startOffice } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(() => office.close());

test.each([
  ['read back', 0, 'canary shop-api-canary 30% -n shop'],
  ['read back whole', 1, 'canary api-canary 30% -n shop-traefik'],
  ['asked for its word', 2, 'canary api-canary 30% -n shop-alb'],
])('when it is %s', async (_, reads, line) => {
  const { data } = await office.ask('U0LINUS01', line);
  const { id } = data.change as { id: string };
  office.unreadFrom = reads;
  const report = await office.ask('U0GRACE01', `approve ${id} --cluster demo`);
  expect(report.headline).toContain(
    'written; whether it is in effect could not be read: The cluster is silent',
  );
  expect(report.actions.map(({ label }) => label)).toContain('Undo');
  const back = await office.ask('U0LINUS01', `undo ${id}`);
  expect(back.headline).toMatch(/from 30 % to 20 % of .*: (written; |in effect)/);
});
