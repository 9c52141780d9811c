/**
 * How a Rollout takes hold of a route: it names the route or a Service of it, or has left its mark.
 * https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/
 */
import * as z from 'zod';
import type { ObjectMeta } from '../objects/meta.ts';
import type { Kind } from '../objects/registry.ts';
import type { Rollout } from '../objects/rollout.ts';
import type { Service } from '../objects/service.ts';
import type { ObjectPlace } from '../patch.ts';
import { code } from '../report.ts';
import type { CanaryRoute } from './provider.ts';

export interface OwnerFacts {
  /** Of the object that holds the weights. */
  metadata: ObjectMeta;
  /** Those of the sides, as far as they could be read. */
  services: readonly Service[];
  rollouts: readonly Rollout[];
}

interface Claim {
  namespace: string;
  /** Absent: which Rollout it is could not be told. */
  name?: string;
  /** A clause: how that is known. */
  why: string;
}

export function rolloutClaim(route: CanaryRoute, facts: OwnerFacts): Claim | undefined {
  const named = facts.rollouts.flatMap((rollout) => claimOf(rollout, route) ?? []);
  return named[0] ?? marked(route, facts);
}

function claimOf(rollout: Rollout, route: CanaryRoute): Claim | undefined {
  const { namespace, name } = rollout.metadata;
  const places = [route.object, ...(route.knownAs ?? [])];
  const held = routesOf(rollout).find((one) =>
    places.some(
      (place) =>
        place.kind === one.kind && place.namespace === one.namespace && place.name === one.name,
    ),
  );
  const claim = { namespace, name };
  if (held) return { ...claim, why: `it names ${kindLabels[held.kind] ?? ''} ${code(held.name)}` };
  const service = route.sides
    .flatMap((side) => [side, ...(side.also ?? [])])
    .filter((one) => one.kind === 'Service' && one.namespace === namespace)
    .find((one) => servicesOf(rollout).includes(one.name));
  return service && { ...claim, why: `it names Service ${code(service.name)}` };
}

const kindLabels: Partial<Record<Kind, string>> = {
  ingresses: 'Ingress',
  traefikservices: 'TraefikService',
  httproutes: 'HTTPRoute',
};

function servicesOf({ spec }: Rollout): string[] {
  const { blueGreen, canary } = spec.strategy ?? {};
  return [
    blueGreen?.activeService,
    blueGreen?.previewService,
    canary?.stableService,
    canary?.canaryService,
    canary?.pingPong?.pingService,
    canary?.pingPong?.pongService,
    canary?.trafficRouting?.alb?.rootService,
  ].flatMap((name) => name ?? []);
}

const pluginName = 'argoproj-labs/gatewayAPI';
const GatewayPlugin = z.object({
  namespace: z.string().optional(),
  httpRoute: z.string().optional(),
  httpRoutes: z.array(z.object({ name: z.string() })).optional(),
});

function routesOf({ metadata, spec }: Rollout): ObjectPlace[] {
  const { nginx, alb, traefik, plugins } = spec.strategy?.canary?.trafficRouting ?? {};
  const at = (kind: Kind, names: readonly (string | null | undefined)[], namespace?: string) =>
    names.flatMap((name) =>
      name ? [{ kind, namespace: namespace ?? metadata.namespace, name }] : [],
    );
  const { data } = GatewayPlugin.safeParse(plugins?.[pluginName]);
  const httpRoutes = [data?.httpRoute, ...(data?.httpRoutes ?? []).map(({ name }) => name)];
  return [
    ...at('ingresses', [nginx?.stableIngress, ...(nginx?.stableIngresses ?? [])]),
    ...at('ingresses', [alb?.ingress, ...(alb?.ingresses ?? [])]),
    ...at('traefikservices', [traefik?.weightedTraefikServiceName]),
    ...at('httproutes', httpRoutes, data?.namespace),
  ];
}

const annotation = 'argo-rollouts.argoproj.io/managed-by-rollouts';
const selectorKey = 'rollouts-pod-template-hash';

/** What its controller leaves behind, also where the Rollout itself cannot be read. */
function marked({ object }: CanaryRoute, { metadata, services }: OwnerFacts): Claim | undefined {
  const owner = metadata.ownerReferences.find(
    ({ apiVersion, kind }) => kind === 'Rollout' && apiVersion.startsWith('argoproj.io/'),
  );
  const { namespace } = metadata;
  const label = `${object.kindName} ${code(metadata.name)}`;
  if (owner) return { namespace, name: owner.name, why: `${label} is owned by it` };
  const holders = [{ label, metadata }, ...services.map((service) => ({ ...ofService(service) }))];
  for (const holder of holders) {
    const name = holder.metadata.annotations[annotation];
    const why = `${holder.label} has the annotation ${code(annotation)}`;
    if (name !== undefined) return { namespace: holder.metadata.namespace, name, why };
  }
  const selected = services.find(({ spec }) => Object.hasOwn(spec.selector, selectorKey));
  if (!selected) return undefined;
  const why = `the selector of Service ${code(selected.metadata.name)} has ${code(selectorKey)}`;
  return { namespace: selected.metadata.namespace, why };
}

const ofService = ({ metadata }: OwnerFacts['services'][number]) => ({
  label: `Service ${code(metadata.name)}`,
  metadata,
});
