/** The demo's shop on a server of its own, read as in production, written to as its administrator. */
import { onTestFinished } from 'vitest';
import { isSamePlace } from '../../src/canary/plan.ts';
import type { CanaryProvider, CanaryRoute } from '../../src/canary/provider.ts';
import { kinds } from '../../src/objects/registry.ts';
import type { JsonObject, ObjectPlace } from '../../src/patch.ts';
import { startApiServer } from '../../src/playground/cluster/server.ts';
import { doorTo, fileWith } from '../cluster/fixtures.ts';
import { ask } from '../playground/cluster/fixtures.ts';
import { load } from '../playground/scenarios/loaded.ts';

export interface Change {
  op: 'add' | 'replace' | 'remove' | 'test';
  path: string;
  value?: unknown;
}

export async function openShop() {
  const { storage, resources } = load('shop');
  const api = await startApiServer({ storage, resources });
  onTestFinished(() => api.close());
  const door = doorTo({ server: api.url, tokenFile: await fileWith(api.adminToken) });
  const body = { contentType: 'application/json-patch+json', method: 'PATCH' };
  return {
    get: async (place: ObjectPlace): Promise<JsonObject> =>
      (await ask(api, urlOf(place))).json() as Promise<JsonObject>,
    /** Answers with the HTTP status. */
    change: async (place: ObjectPlace, operations: readonly Change[]): Promise<number> =>
      (await ask(api, urlOf(place), { ...body, body: operations })).status,
    /** The same object anew, under another uid. */
    async recreate(place: ObjectPlace): Promise<void> {
      const { metadata, ...object } = await this.get(place);
      const { name, namespace, annotations } = metadata as JsonObject;
      await ask(api, urlOf(place), { method: 'DELETE' });
      const fresh = { ...object, metadata: { name, namespace, annotations } };
      const collection = urlOf(place).replace(/\/[^/]+$/, '');
      const answer = await ask(api, collection, { method: 'POST', body: fresh });
      if (!answer.ok) throw new Error(await answer.text());
    },
    async find(provider: CanaryProvider, wanted: Pick<CanaryRoute, 'object' | 'place'>) {
      const { kind, namespace, name } = wanted.object;
      const { objects, wholes } = await door.read([
        ...provider.needs.map((need) => ({ kind: need })),
        { kind, namespace, name, isWhole: true },
      ]);
      const found = provider.find(objects);
      const route = found.find((one) =>
        isSamePlace(one, { ...one, ...wanted, object: { ...one.object, ...wanted.object } }),
      );
      const whole = wholes?.[0]?.object;
      if (!route || !whole) throw new Error('the route is not there');
      return { route, whole, objects };
    },
  };
}

export type Shop = Awaited<ReturnType<typeof openShop>>;

function urlOf({ kind, namespace, name }: ObjectPlace): string {
  const { group, version } = kinds[kind];
  return `/apis/${group}/${version}/namespaces/${namespace}/${kind}/${name}`;
}

/** What two objects differ in, as `path: before -> after`; what the server counts is left out. */
export function differences(before: JsonObject, after: JsonObject): string[] {
  const [a, b] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((path) => a.get(path) !== b.get(path))
    .map((path) => `${path}: ${a.get(path) ?? 'none'} -> ${b.get(path) ?? 'none'}`);
}

const counted = /^\/metadata\/(resourceVersion|generation|managedFields)/;

function leavesOf(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, JSON.stringify(value)]]);
  const inside = Object.entries(value).flatMap(([key, item]) => [
    ...leavesOf(item, `${path}/${key}`),
  ]);
  return new Map(inside.filter(([key]) => !counted.test(key)));
}
