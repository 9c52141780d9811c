/** A plan and a route as sections of a Report, rendered from what is hashed. */
import { changedLines, diffText } from '../canary/diff.ts';
import type { CanaryPlan } from '../canary/plan.ts';
import type { CanaryRoute } from '../canary/provider.ts';
import { shareOf } from '../canary/share.ts';
import { code, type Section, type Shares } from '../report.ts';
import { routeName, sideName } from './canary-change.ts';

/** What people call the routers. */
export const routerNames: Readonly<Record<CanaryRoute['provider'], string>> = {
  'ingress-nginx': 'ingress-nginx',
  'gateway-api': 'Gateway API',
  traefik: 'Traefik',
  'aws-alb': 'AWS Load Balancer Controller',
};

export function sharesNow(route: CanaryRoute): Shares {
  const weights = route.sides.map(({ weight }) => weight);
  return { kind: 'shares', title: 'How requests are shared', parts: partsOf(route, weights) };
}

export function sharesThen({ route, before, after }: CanaryPlan): Shares {
  const parts = partsOf(route, before).map((part, index) => ({
    ...part,
    other: shareOf(after, index),
    detail: `weight ${before[index] ?? 0} -> ${after[index] ?? 0}`,
  }));
  return { kind: 'shares', title: 'How requests are shared', parts, otherTitle: 'asked for' };
}

function partsOf(route: CanaryRoute, weights: readonly number[]): Shares['parts'] {
  return route.sides.map((side, index) => ({
    label: sideName(side),
    share: shareOf(weights, index),
    detail: `weight ${weights[index] ?? 0}`,
  }));
}

export function placeFields(cluster: string, route: CanaryRoute) {
  return [
    { label: 'Cluster', value: code(cluster) },
    { label: 'Namespace', value: code(route.object.namespace) },
    { label: 'Route', value: `${routeName(route)} (${routerNames[route.provider]})` },
    { label: 'Rule', value: route.rule },
  ];
}

export function diffSection({ patch }: CanaryPlan, title = 'What would be written'): Section {
  return { kind: 'code', title, text: diffText(changedLines(patch)) };
}

/**
 * For machines.
 * @param canary which side it is; undefined: nobody was asked, and the router does not say
 */
export function routeData(route: CanaryRoute, canary: number | undefined) {
  const weights = route.sides.map(({ weight }) => weight);
  return {
    router: route.provider,
    object: {
      apiVersion: route.object.apiVersion,
      kind: route.object.kindName,
      namespace: route.object.namespace,
      name: route.object.name,
      uid: route.object.uid,
    },
    place: route.place,
    rule: route.rule,
    backends: route.sides.map((side, index) => ({
      kind: side.kind,
      namespace: side.namespace,
      name: side.name,
      port: side.port ?? null,
      weight: side.weight,
      share: shareOf(weights, index),
      canary: canary === undefined ? null : index === canary,
    })),
  };
}
