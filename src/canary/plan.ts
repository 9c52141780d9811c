/**
 * A plan is a value: the route as it is, the weights as they shall be, and the Patch between them. What
 * people see is rendered from it, what they approve is its hash, and what is written is its Patch.
 */
import { createHash } from 'node:crypto';
import type { Json, JsonObject, Patch } from '../patch.ts';
import type { CanaryProvider, CanaryRoute } from './provider.ts';

/** Plain JSON: it is stored with the change. */
export interface CanaryPlan {
  cluster: string;
  route: CanaryRoute;
  /** Which of the route's sides is the canary. */
  canary: number;
  /** In the order of the sides. */
  before: readonly number[];
  after: readonly number[];
  patch: Patch;
  /** Of all the above. */
  hash: string;
}

export interface Choice {
  route: CanaryRoute;
  canary: number;
}

/** @throws UserError refused, where the router's object does not let weights alone be written */
export function planFor(
  provider: CanaryProvider,
  { route, canary }: Choice,
  after: readonly number[],
  { cluster, whole }: { cluster: string; whole: JsonObject },
): CanaryPlan {
  // What else people may call it may change without anything of the plan changing.
  const { knownAs: _, ...own } = route;
  const before = own.sides.map(({ weight }) => weight);
  const patch = provider.plan(route, after, whole);
  const body = { cluster, route: own, canary, before, after, patch };
  return { ...body, hash: hashOf(body) };
}

/** SHA-256, hex, of the JSON with its keys in order. */
export function hashOf(value: object): string {
  return createHash('sha256')
    .update(canonical(JSON.parse(JSON.stringify(value))))
    .digest('hex');
}

function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item ?? null)}`).join(',')}}`;
}

/** The same place of the same object (or of one created anew under its name). */
export function isSamePlace(a: CanaryRoute, b: CanaryRoute): boolean {
  const key = ({ provider, object, place }: CanaryRoute) =>
    `${provider} ${object.kind} ${object.namespace}/${object.name} ${place}`;
  return key(a) === key(b);
}
