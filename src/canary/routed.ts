/** How objects and backends as they were read become a CanaryRoute's. */
import type { RouteBackend } from '../network/routes/route.ts';
import type { ObjectMeta } from '../objects/meta.ts';
import { type Kind, kinds, servedAs } from '../objects/registry.ts';
import type { CanaryRoute, Side } from './provider.ts';

export function routedObject(
  kind: Kind,
  { namespace, name, uid }: ObjectMeta,
): CanaryRoute['object'] {
  const { group, version } = kinds[kind];
  const apiVersion = group === '' ? version : `${group}/${version}`;
  return { kind, namespace, name, apiVersion, kindName: servedAs(kind).kind, uid };
}

export const sideOf = ({
  kind,
  namespace,
  name,
  port,
  weight,
}: Omit<RouteBackend, 'share'>): Side => ({
  kind,
  namespace,
  name,
  ...(port !== undefined && { port }),
  weight,
});
