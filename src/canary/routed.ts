/** How objects and backends as they were read become a CanaryRoute's. */
import type { RouteBackend } from '../network/routes/route.ts';
import type { ObjectMeta } from '../objects/meta.ts';
import { type Kind, kinds, servedAs } from '../objects/registry.ts';
import type { ObjectPlace } from '../patch.ts';
import type { CanaryRoute, Side } from './provider.ts';

export const placeOf = (
  kind: Kind,
  { namespace, name }: Pick<ObjectMeta, 'namespace' | 'name'>,
): ObjectPlace => ({ kind, namespace, name });

export function routedObject(kind: Kind, metadata: ObjectMeta): CanaryRoute['object'] {
  const { group, version } = kinds[kind];
  const apiVersion = group === '' ? version : `${group}/${version}`;
  const { kind: kindName } = servedAs(kind);
  return { ...placeOf(kind, metadata), apiVersion, kindName, uid: metadata.uid };
}

export const isAt =
  ({ namespace, name }: Pick<ObjectPlace, 'namespace' | 'name'>) =>
  ({ metadata }: { metadata: Pick<ObjectMeta, 'namespace' | 'name'> }): boolean =>
    metadata.namespace === namespace && metadata.name === name;

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
