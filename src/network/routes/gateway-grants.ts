/**
 * References from one namespace into another, which only the other one can allow.
 * https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 */
import type { ReferenceGrant } from '../../objects/reference-grant.ts';
import { code } from '../../report.ts';

export const gatewayGroup = 'gateway.networking.k8s.io';

export interface Reference {
  from: { kind: 'HTTPRoute' | 'Gateway'; namespace: string };
  /** The core group is ''. */
  to: { group: string; kind: string; namespace: string; name: string };
}

export const isGranted = (
  reference: Reference,
  grants: readonly ReferenceGrant[] | undefined = [],
): boolean => grants.some((grant) => isIn(grant, reference) && !objection(reference, grant));

const isIn = ({ metadata }: ReferenceGrant, { to }: Reference) =>
  metadata.namespace === to.namespace;

/** Why a grant does not cover it; absent: it does, if it stands in the right namespace. */
function objection({ from, to }: Reference, { spec }: ReferenceGrant): string | undefined {
  const isFrom = spec.from.some(
    ({ group, kind, namespace }) =>
      group === gatewayGroup && kind === from.kind && namespace === from.namespace,
  );
  const isKind = spec.to.some(({ group, kind }) => group === to.group && kind === to.kind);
  const isTo = spec.to.some(
    ({ group, kind, name }) =>
      group === to.group && kind === to.kind && (!name || name === to.name),
  );
  if (isFrom && isTo) return undefined;
  if (!isFrom) return `it lets in ${whom(spec.from)}, not ${from.kind} of ${code(from.namespace)}`;
  if (isKind) return `it names ${to.kind} ${namesIn(spec.to)}, not ${code(to.name)}`;
  return `it opens ${spec.to.map(({ group, kind }) => code(group ? `${group}/${kind}` : kind)).join(', ') || 'nothing'}, not ${to.kind}`;
}

const whom = (from: ReferenceGrant['spec']['from']): string =>
  from
    .map(({ group, kind, namespace }) => {
      const what = group === gatewayGroup ? kind : code(`${group || 'core'}/${kind}`);
      return `${what} of ${code(namespace)}`;
    })
    .join(', ') || 'nobody';

const namesIn = (to: ReferenceGrant['spec']['to']): string =>
  to.flatMap(({ name }) => (name ? [code(name)] : [])).join(', ');

export interface NearGrant {
  grant: ReferenceGrant;
  /** A clause, such as "it lets in HTTPRoute of `web`, not HTTPRoute of `shop`". */
  why: string;
}

/** A grant that was meant for it: in the right namespace, or right but for its namespace. */
export function nearGrant(
  reference: Reference,
  grants: readonly ReferenceGrant[],
): NearGrant | undefined {
  const astray = grants.find((grant) => !isIn(grant, reference) && !objection(reference, grant));
  if (astray) {
    const why = `it stands in ${code(astray.metadata.namespace)}, and only one in ${code(reference.to.namespace)} counts`;
    return { grant: astray, why };
  }
  const here = grants.find((grant) => isIn(grant, reference));
  const why = here && objection(reference, here);
  return here && why !== undefined ? { grant: here, why } : undefined;
}

/** Allows this one reference; as JSON, for `kubectl apply -f -`. */
export function grantFor({ from, to }: Reference): string {
  return JSON.stringify({
    apiVersion: `${gatewayGroup}/v1beta1`,
    kind: 'ReferenceGrant',
    metadata: { name: `${from.namespace}-to-${to.name}`, namespace: to.namespace },
    spec: {
      from: [{ group: gatewayGroup, kind: from.kind, namespace: from.namespace }],
      to: [{ group: to.group, kind: to.kind, name: to.name }],
    },
  });
}
