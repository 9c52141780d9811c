/** Does every namespace that is referred to from another one allow it? */

import {
  grantFor,
  isGranted,
  type NearGrant,
  nearGrant,
  type Reference,
} from '../network/routes/gateway-grants.ts';
import { parentsOf } from '../network/routes/gateway-parents.ts';
import { type BackendUse, usesOf } from '../network/routes/gateway-uses.ts';
import type { RouteObjects } from '../network/routes/route.ts';
import { percent } from '../network/routes/split.ts';
import type { Gateway, Listener } from '../objects/gateway.ts';
import type { HTTPRoute } from '../objects/http-route.ts';
import type { ReferenceGrant } from '../objects/reference-grant.ts';
import { code, count } from '../report.ts';
import { defineCheck, type Evidence, type Finding } from './check.ts';
import { ok, problem, skipped } from './findings.ts';
import {
  evidence,
  isMeant,
  milder,
  ofRoute,
  placeOf,
  routeWants,
  worst,
} from './gateway-findings.ts';

export const referenceGranted = defineCheck({
  id: 'reference-granted',
  title: 'Other namespaces allow what is referred to in them',
  needs: ['httpRoutes', 'referenceGrants'],
  wants: [...routeWants],
  explain: {
    why: 'A route may send to a Service of another namespace, and a listener may use a certificate of another one, only if that namespace says so. Without its word the share of that backend is answered with 500, or the listener has no certificate.',
    how: 'Every backend of the route, and every certificate of the listeners it hangs on, that is in another namespace is held against the ReferenceGrants there: group, kind and namespace of who refers, group, kind and name of what is referred to (https://gateway-api.sigs.k8s.io/api-types/referencegrant/).',
    fix: 'Add a ReferenceGrant in the namespace of what is referred to, not in that of the route.',
  },
  run: (view, target) =>
    ofRoute(view, target, (route, objects, subject) => {
      const isOwn = isMeant(route, subject, target);
      const uses = usesOf(route).filter(({ index }) => isOwn(index));
      const all = [...backendsAbroad(route, uses), ...certificatesAbroad(route, objects)];
      if (all.length === 0) return skipped('nothing is referred to in another namespace');
      const grants = view.referenceGrants.all;
      const missing = all.filter(({ reference }) => !isGranted(reference, grants));
      if (missing.length === 0) {
        const places = new Set(all.map(({ reference }) => code(reference.to.namespace)));
        const into = `into ${[...places].join(', ')}`;
        return ok(`${count(all.length, 'reference')} ${into}, allowed there by ReferenceGrants`);
      }
      return worst(missing.map((one) => ungranted(one, grants)));
    }),
});

interface Abroad {
  reference: Reference;
  evidence: Evidence;
  /** What comes of it, as a clause. */
  effect: string;
  /** No request waits for it. */
  isIdle?: true;
}

function backendsAbroad(route: HTTPRoute, uses: readonly BackendUse[]): Abroad[] {
  const from = { kind: 'HTTPRoute', namespace: route.metadata.namespace } as const;
  return uses
    .filter(({ namespace }) => namespace !== from.namespace)
    .map((use) => {
      const { group, kind, namespace, name, share } = use;
      return {
        reference: { from, to: { group, kind, namespace, name } },
        evidence: evidence('httproute', route, use.field, `${kind} ${namespace}/${name}`),
        effect: effectOf(use),
        ...(share === 0 && { isIdle: true as const }),
      };
    });
}

function effectOf({ rule, share, isMirror }: BackendUse): string {
  if (isMirror) return `no copies of ${rule} are sent there`;
  if (share === 0) return `${rule} sends nothing there at weight 0, and could not`;
  const part = share === 1 ? 'all requests' : `${percent(share)} of the requests`;
  return `${part} of ${rule} are answered with 500`;
}

function certificatesAbroad(route: HTTPRoute, objects: RouteObjects): Abroad[] {
  return parentsOf(route, objects).flatMap(({ gateway, taking }) =>
    gateway ? taking.flatMap((listener) => certificatesOf(gateway, listener)) : [],
  );
}

function certificatesOf(gateway: Gateway, listener: Listener): Abroad[] {
  const home = gateway.metadata.namespace;
  return (listener.tls?.certificateRefs ?? []).flatMap(({ group, kind, namespace, name }) => {
    if (!namespace || namespace === home) return [];
    const field = `spec.listeners[${listener.name}].tls.certificateRefs`;
    return [
      {
        reference: {
          from: { kind: 'Gateway', namespace: home } as const,
          to: { group, kind, namespace, name },
        },
        evidence: evidence('gateway', gateway, field, `${kind} ${namespace}/${name}`),
        effect: `listener ${code(listener.name)} has no certificate`,
      },
    ];
  });
}

function ungranted(abroad: Abroad, grants: readonly ReferenceGrant[]): Finding {
  const { reference, effect, isIdle } = abroad;
  const { from, to } = reference;
  const near = nearGrant(reference, grants);
  const finding = problem({
    summary: `no ReferenceGrant in ${code(to.namespace)} lets ${from.kind}s of ${code(from.namespace)} use ${to.kind} ${placeOf(to)}, so ${effect}${nearWords(near)}`,
    evidence: [abroad.evidence, ...nearEvidence(near)],
    fix: near
      ? 'Correct that ReferenceGrant, or add this one beside it, if the owner of the namespace agrees.'
      : 'Add this ReferenceGrant, if the owner of the namespace agrees.',
    kubectl: `echo '${grantFor(reference)}' | kubectl apply -f -`,
    causedBy: [],
  });
  return isIdle ? milder(finding) : finding;
}

const nearWords = (near: NearGrant | undefined): string =>
  near ? `. There is ${placeOf(near.grant.metadata)}, but ${near.why}` : '';

const nearEvidence = (near: NearGrant | undefined): Evidence[] =>
  near ? [evidence('referencegrant', near.grant, 'spec', JSON.stringify(near.grant.spec))] : [];
