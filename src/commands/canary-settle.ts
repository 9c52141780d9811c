/** Waits a while for the router's own word about weights that were written. */
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Settled } from '../canary/provider.ts';
import { UserError } from '../errors.ts';
import type { JsonObject } from '../patch.ts';
import type { Query } from '../snapshot.ts';
import { type Looked, providerOf } from './canary-look.ts';
import type { Execution } from './canary-shapes.ts';

/** Milliseconds between looks: 6 s in all, which leaves the door's deadline room for the rest. */
const pauses = [250, 750, 1500, 1500, 2000];
const seconds = pauses.reduce((sum, pause) => sum + pause) / 1000;

/** That it is written is known by then, whatever keeps the word from being read. */
export async function settle(execution: Execution, looked: Looked): Promise<Settled> {
  try {
    return await wordOf(execution, looked);
  } catch (error) {
    if (error instanceof UserError) return notRead(error);
    throw error;
  }
}

export const notRead = ({ message }: UserError): Settled => ({
  is: 'unknown',
  why: `whether it is in effect could not be read: ${message.replace(/\.$/, '')}`,
});

async function wordOf({ request, change }: Execution, looked: Looked): Promise<Settled> {
  const { route } = change.plan;
  const provider = providerOf(route);
  const appliedAt = writtenAt(looked.whole);
  let said = provider.settled(route, { object: looked.whole, events: [], appliedAt });
  for (const pause of pauses) {
    if (said.is !== 'no' || said.isFinal) break;
    await sleep(pause);
    const { kind, namespace, name } = route.object;
    const events: Query = { kind: 'events', namespace, fields: fieldsOf(route.object) };
    const now = await request.cluster.read([{ kind, namespace, name, isWhole: true }, events]);
    const object = now.wholes?.[0]?.object;
    if (!object) continue;
    said = provider.settled(route, { object, events: now.objects.events, appliedAt });
  }
  return said.is === 'no' && !said.isFinal ? stillOpen(said) : said;
}

/** It may come to be in the next second: no is what a router says, not what it has not said yet. */
const stillOpen = ({ why }: Settled): Settled => ({
  is: 'unknown',
  why: `not in effect yet after ${seconds} s: ${why}`,
});

const fieldsOf = ({ kindName, name }: Execution['change']['plan']['route']['object']) =>
  `involvedObject.kind=${kindName},involvedObject.name=${name}`;

const Managed = z.object({
  metadata: z.object({
    managedFields: z.array(z.object({ manager: z.string(), time: z.string().optional() })),
  }),
});

/** By the API server's clock, which those of controllers are nearer to than ours. */
function writtenAt(whole: JsonObject): string {
  const { data } = Managed.safeParse(whole);
  const own = data?.metadata.managedFields.filter(({ manager }) => manager === 'portolan') ?? [];
  const times = own.flatMap(({ time }) => time ?? []).sort();
  return times.at(-1) ?? new Date(0).toISOString();
}
