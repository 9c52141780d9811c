/** What stands in front of Services: Ingresses that send to them, and Services that are a front. */
import { actionOf } from '../../network/routes/aws-alb-actions.ts';
import { servedBy } from '../../network/routes/ingress-class.ts';
import { backendOf, defaultEntry, entriesOf } from '../../network/routes/ingress-entries.ts';
import type { Ingress } from '../../objects/ingress.ts';
import type { IngressClass } from '../../objects/ingress-class.ts';
import type { Service } from '../../objects/service.ts';

/** Names of Services of its namespace, those in an ALB's actions included. */
export function backendNames(ingress: Ingress): Set<string> {
  const entries = [...entriesOf(ingress), ...defaultEntry(ingress)];
  const names = entries.map(backendOf).flatMap(({ kind, name, port }) => {
    if (kind !== 'Service') return [];
    if (port !== 'use-annotation') return [name];
    const action = actionOf(ingress, name);
    if (typeof action === 'string') return [];
    return (action.forwardConfig?.targetGroups ?? []).flatMap(
      ({ serviceName }) => serviceName ?? [],
    );
  });
  return new Set(names);
}

export function ingressesTo({ metadata }: Service, ingresses: readonly Ingress[]): Ingress[] {
  return ingresses.filter(
    (ingress) =>
      ingress.metadata.namespace === metadata.namespace && backendNames(ingress).has(metadata.name),
  );
}

/** As its IngressClass names it; undefined: nobody that is known of. */
export function controllerOf(
  ingress: Ingress,
  classes: readonly IngressClass[],
): string | undefined {
  return servedBy(ingress, { ingressclasses: [...classes] }).controller;
}

export const isAlb = (controller: string | undefined): boolean =>
  controller === 'ingress.k8s.aws/alb' || controller === 'eks.amazonaws.com/alb';

/** Written by Gateway controllers on what they make (GEP-1762). */
const gatewayLabels = [
  'gateway.networking.k8s.io/gateway-name',
  'gateway.envoyproxy.io/owning-gateway-name',
];

const proxies =
  /(^|-)(ingress|ingressgateway|gateway|gw|proxy|traefik|envoy|contour|kong|haproxy|ambassador|emissary|apisix)(-|$)/;

/** An Ingress controller, a Gateway or a proxy somebody runs: what others stand behind. */
export function isFront({ metadata, spec }: Service): boolean {
  if (gatewayLabels.some((label) => metadata.labels[label] !== undefined)) return true;
  const { labels } = metadata;
  const words = [metadata.name, labels.app, labels['app.kubernetes.io/name'], labels.istio];
  return [...words, ...Object.values(spec.selector)].some((word) => proxies.test(word ?? ''));
}

/** Load balancers that hand the client's address over in words of their own, or go to pods past nodes. */
export function proxyProtocol({ metadata }: Service): string | undefined {
  const found = Object.entries(metadata.annotations).find(
    ([key, value]) => /proxy-?protocol/i.test(key) && !/^(false|none|)$/i.test(value),
  );
  return found?.[0];
}

const aws = 'service.beta.kubernetes.io/aws-load-balancer-';

/** Traffic reaches the pods without a node in between, so that policies of nodes do not count. */
export function hasPodTargets({ metadata, spec }: Service): boolean {
  const { annotations } = metadata;
  return (
    annotations[`${aws}nlb-target-type`] === 'ip' ||
    annotations[`${aws}type`] === 'nlb-ip' ||
    spec.loadBalancerClass === 'eks.amazonaws.com/nlb'
  );
}

/** Balances HTTP itself, and tells the client in `X-Forwarded-For`. */
export const speaksHttp = ({ metadata }: Service): boolean =>
  /^https?$/.test(metadata.annotations[`${aws}backend-protocol`] ?? '');
