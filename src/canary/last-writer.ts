/** Who wrote an object's weights last, by its managedFields: a program's name and a time, no person. */
import * as z from 'zod';
import type { JsonObject } from '../patch.ts';
import type { CanaryRoute } from './provider.ts';

const Managed = z.object({
  metadata: z.object({
    managedFields: z.array(
      z.object({
        manager: z.string(),
        time: z.string(),
        subresource: z.string().optional(),
        fieldsV1: z.record(z.string(), z.unknown()).optional(),
      }),
    ),
  }),
});

export interface Writer {
  /** Such as `kubectl-edit` or `helm`. */
  manager: string;
  /** ISO 8601, UTC. */
  at: string;
}

/** undefined: the object does not say. */
export function lastWriter(whole: JsonObject, route: CanaryRoute): Writer | undefined {
  const { data } = Managed.safeParse(whole);
  const path = pathOf(route).map((key) => `f:${key}`);
  const writers = (data?.metadata.managedFields ?? []).flatMap((entry) =>
    entry.subresource === undefined && holds(entry.fieldsV1, path)
      ? [{ manager: entry.manager, at: entry.time }]
      : [],
  );
  return writers.sort((a, b) => a.at.localeCompare(b.at)).at(-1);
}

function pathOf({ provider, object, place }: CanaryRoute): string[] {
  switch (provider) {
    case 'ingress-nginx':
      return ['metadata', 'annotations', 'nginx.ingress.kubernetes.io/canary-weight'];
    case 'aws-alb':
      return ['metadata', 'annotations', `alb.ingress.kubernetes.io/${place}`];
    case 'gateway-api':
      return ['spec', 'rules'];
    case 'traefik':
      return object.kind === 'ingressroutes'
        ? ['spec', 'routes']
        : ['spec', 'weighted', 'services'];
  }
}

/** A list or map that is owned as one has no fields below it. */
function holds(fields: unknown, [first, ...rest]: readonly string[]): boolean {
  if (first === undefined) return true;
  const inside: unknown = Object(fields)[first];
  if (inside === undefined) return false;
  return Object.keys(Object(inside)).length === 0 || holds(inside, rest);
}
