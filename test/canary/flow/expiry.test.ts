/** A request ends by itself when its time is up, whatever the clocks of the workers say. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadChange } from '../../../src/changes.ts';
import { type Office, startOffice } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(() => office.close());

async function asked(): Promise<string> {
  const { data } = await office.ask('U0LINUS01', 'canary shop-api-canary 30% -n shop');
  return (data.change as { id: string }).id;
}

const kindOf = async (id: string) => (await loadChange(office.store, id))?.outcome?.kind;

/** Hands over the Job that was sent last. @returns how long it waited */
async function nextHop(late = 0): Promise<number> {
  const { job, seconds } = office.sent.at(-1) ?? {};
  if (!job || seconds === undefined) throw new Error('no Job was sent');
  office.pass(seconds - late);
  await office.run(job);
  return seconds;
}

test('by a clock that is late the clock asks once more', async () => {
  const id = await asked();
  expect(await nextHop(3)).toBe(900);
  expect(await kindOf(id)).toBeUndefined();
  expect(await nextHop()).toBe(3);
  expect(await kindOf(id)).toBe('expired');
});
