/** What keeps a route out of the listeners it asks for: in words, and how to let it in. */

import { selectorText } from '../network/label-selectors.ts';
import { didYouMean, nearest, oneOf } from '../network/nearest.ts';
import type { Refusal } from '../network/routes/gateway-allowed.ts';
import { hindranceOf, type Parent } from '../network/routes/gateway-parents.ts';
import type { RouteObjects } from '../network/routes/route.ts';
import type { Gateway, Listener } from '../objects/gateway.ts';
import type { HTTPRoute } from '../objects/http-route.ts';
import { code } from '../report.ts';
import type { Evidence } from './check.ts';
import { change, evidence, placeOf, show } from './gateway-findings.ts';

export interface Hindered {
  /** As the controller should call it. */
  reason: string;
  why: string;
  evidence: Evidence[];
  fix: string;
  kubectl: string;
}

/** By the objects alone, whatever the controller says; absent: nothing keeps it out. */
export function hinderedBy(
  parent: Parent,
  route: HTTPRoute,
  objects: RouteObjects,
): Hindered | undefined {
  const { gateway } = parent;
  const found = hindranceOf(parent, route, objects);
  if (!gateway || !found) return undefined;
  switch (found.kind) {
    case 'section':
      return bySection(parent, gateway, route);
    case 'refused':
      return byRefusal(gateway, route, found.by);
    case 'host':
      return byHost(gateway, route, found.listeners);
  }
}

const listenersText = (gateway: Gateway) =>
  gateway.spec.listeners.map(({ name, port }) => `${name}:${port}`).join(', ');

function bySection({ ref, index }: Parent, gateway: Gateway, route: HTTPRoute): Hindered {
  const { listeners } = gateway.spec;
  const place = placeOf(gateway.metadata);
  const names = listeners.map(({ name }) => name);
  const asked = listeners.find(({ name }) => name === ref.sectionName);
  const path = `/spec/parentRefs/${index}`;
  const facts = [
    evidence('httproute', route, `spec.parentRefs[${index}]`, refText(ref)),
    evidence('gateway', gateway, 'spec.listeners', listenersText(gateway)),
  ];
  const common = { reason: 'NoMatchingParent', evidence: facts };
  if (!ref.sectionName || asked) {
    const ports = [...new Set((asked ? [asked] : listeners).map(({ port }) => port))];
    const [port] = ports;
    const whose = asked ? `listener ${code(asked.name)} of Gateway ${place}` : `Gateway ${place}`;
    return {
      ...common,
      why: `${whose} has port ${ports.join(' and ')}, not ${ref.port}, for which the route asks`,
      fix: `Set ${code('port')} of the parentRef to ${port}, or leave it out.`,
      kubectl: change('httproute', route, `${path}/port`, port),
    };
  }
  const meant = nearest(ref.sectionName, names);
  const only = names.length === 1 ? names[0] : undefined;
  const name = meant[0] ?? only;
  const has =
    meant.length > 0 ? `.${didYouMean(meant)}` : `; it has ${oneOf(names.slice(0, 5), 'and')}`;
  return {
    ...common,
    why: `Gateway ${place} has no listener ${code(ref.sectionName)}, for which the route asks${has}`,
    fix: `Set ${code('sectionName')} of the parentRef to ${oneOf(name ? [name] : names.slice(0, 5))}, or leave it out.`,
    kubectl: name
      ? change('httproute', route, `${path}/sectionName`, name)
      : show('gateway', gateway),
  };
}

const refText = ({ name, namespace, sectionName, port }: Parent['ref']) =>
  JSON.stringify({ name, namespace, sectionName, port });

type Refused = { listener: Listener; refusal: Refusal };

function byRefusal(gateway: Gateway, route: HTTPRoute, by: readonly Refused[]): Hindered {
  const [first] = by;
  const at = first ? gateway.spec.listeners.indexOf(first.listener) : 0;
  return {
    reason: 'NotAllowedByListeners',
    why: [...new Set(by.map((one) => refusalWords(one, gateway, route)))].join('; '),
    evidence: by.map(({ listener }) =>
      evidence(
        'gateway',
        gateway,
        `spec.listeners[${listener.name}].allowedRoutes`,
        JSON.stringify(listener.allowedRoutes ?? { namespaces: { from: 'Same' } }),
      ),
    ),
    ...openFor(first?.refusal, at, gateway, route),
  };
}

function refusalWords({ listener, refusal }: Refused, gateway: Gateway, route: HTTPRoute): string {
  const whose = `listener ${code(listener.name)} of Gateway ${placeOf(gateway.metadata)} lets in`;
  const { namespace } = route.metadata;
  switch (refusal.kind) {
    case 'kinds':
      return `${whose} ${oneOf(refusal.kinds, 'and')} only, no HTTPRoutes`;
    case 'none':
      return `${whose} routes of no namespace (from: None)`;
    case 'same':
      return `${whose} routes of its own namespace ${code(gateway.metadata.namespace)} only (from: Same), and this one is in ${code(namespace)}`;
    case 'selector': {
      if (!refusal.selector) return `${whose} nobody: from: Selector, but no selector`;
      const labels = Object.entries(refusal.labels ?? {})
        .filter(([key]) => key !== 'kubernetes.io/metadata.name')
        .map(([key, value]) => `${key}=${value}`);
      const has = labels.length > 0 ? code(labels.join(',')) : 'no labels';
      return `${whose} routes of namespaces with ${code(selectorText(refusal.selector))} only, and ${code(namespace)} has ${has}`;
    }
  }
}

function openFor(
  refusal: Refusal | undefined,
  at: number,
  gateway: Gateway,
  route: HTTPRoute,
): { fix: string; kubectl: string } {
  const { namespace } = route.metadata;
  const path = `/spec/listeners/${at}/allowedRoutes`;
  if (refusal?.kind === 'selector' && refusal.selector) {
    const { matchLabels, matchExpressions } = refusal.selector;
    const labels = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`);
    const isPlain = labels.length > 0 && matchExpressions.length === 0;
    const fix = `Give namespace ${code(namespace)} the labels, if its owner is to publish here.`;
    const kubectl = isPlain
      ? `kubectl label namespace ${namespace} --overwrite ${labels.join(' ')}`
      : `kubectl get namespace ${namespace} --show-labels`;
    return { fix, kubectl };
  }
  if (refusal?.kind === 'kinds') {
    const fix = `Add HTTPRoute to ${code('allowedRoutes.kinds')}, or ask for another listener.`;
    return { fix, kubectl: show('gateway', gateway) };
  }
  const key = 'kubernetes.io/metadata.name';
  const namespaces = { from: 'Selector', selector: { matchLabels: { [key]: namespace } } };
  return {
    fix: `Let namespace ${code(namespace)} in: ${code('allowedRoutes.namespaces')} with a Selector, or All.`,
    kubectl: change('gateway', gateway, `${path}/namespaces`, namespaces),
  };
}

function byHost(gateway: Gateway, route: HTTPRoute, listeners: readonly Listener[]): Hindered {
  const own = route.spec.hostnames;
  const taken = [...new Set(listeners.map(({ hostname }) => hostname ?? ''))];
  const [first] = own;
  const meant = first === undefined ? [] : nearest(first, taken);
  const [only] = listeners.length === 1 ? listeners : [];
  const who = only ? `listener ${code(only.name)} takes` : 'its listeners take';
  return {
    reason: 'NoMatchingListenerHostname',
    why: `it is for ${oneOf(own.slice(0, 3), 'and')}, and of Gateway ${placeOf(gateway.metadata)} ${who} ${oneOf(taken.slice(0, 5), 'and')} only`,
    evidence: [
      evidence('httproute', route, 'spec.hostnames', own.join(', ')),
      evidence('gateway', gateway, 'spec.listeners[].hostname', taken.join(', ')),
    ],
    fix: meant[0]
      ? `Correct the host name, if ${code(meant[0])} was meant; else add a listener for it.`
      : 'Use a host name that a listener takes, or add a listener for this one.',
    kubectl:
      meant[0] && !meant[0].startsWith('*')
        ? change('httproute', route, '/spec/hostnames/0', meant[0]).replace('"add"', '"replace"')
        : show('gateway', gateway),
  };
}
