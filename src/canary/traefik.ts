/**
 * Traefik: weights in a TraefikService, or beside the services of a route in an IngressRoute. It says
 * nothing of what it has taken.
 * https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/traefikservice/
 */
import type { RouteObjects } from '../network/routes/route.ts';
import { splitSilences } from '../network/routes/split-silence.ts';
import { matchText } from '../network/routes/traefik-routes.ts';
import { traefikSplit } from '../network/routes/traefik-services.ts';
import type { IngressRoute } from '../objects/ingress-route.ts';
import type { ObjectMeta } from '../objects/meta.ts';
import type { LoadBalanced } from '../objects/traefik-balancing.ts';
import type { TraefikService } from '../objects/traefik-service.ts';
import { tested, testedUid, written } from './operations.ts';
import type { CanaryProvider, CanaryRoute, Side } from './provider.ts';
import { isAt, placeOf, routedObject } from './routed.ts';

export const traefik: CanaryProvider = {
  name: 'traefik',
  needs: ['traefikservices', 'ingressroutes'],
  find: (objects) => [
    ...(objects.traefikservices ?? []).flatMap((one) => ofService(one, objects)),
    ...(objects.ingressroutes ?? []).flatMap(ofRoutes),
  ],
  plan(route, weights, whole) {
    const owner = ['spec', ...route.place.split('/')];
    const list = [...owner, 'services'];
    const rule = route.object.kind === 'ingressroutes' ? [tested(whole, [...owner, 'match'])] : [];
    return {
      ...placeOf(route.object.kind, route.object),
      operations: [
        testedUid(route),
        ...rule,
        tested(whole, list),
        ...written(route, weights, (index) => [...list, index, 'weight']),
      ],
    };
  },
  silences(route, weights, objects) {
    const { kindName: kind, namespace, name } = route.object;
    const { split, effects } = splitUnder(route, weights, objects);
    return splitSilences({ source: { kind, namespace, name }, rule: route.rule, split, effects });
  },
  settled: () => ({
    is: 'unknown',
    why: 'Traefik does not say which weights it uses; it usually takes a change within seconds',
  }),
};

/** As Traefik would share under these weights; what a TraefikService says beside them counts, too. */
function splitUnder({ object, place }: CanaryRoute, weights: readonly number[], all: RouteObjects) {
  const { namespace, name } = object;
  const weighed = (services: readonly LoadBalanced[] = []) =>
    services.map((one, index) => ({ ...one, weight: weights[index] ?? 0 }));
  if (object.kind === 'ingressroutes') {
    const found = all.ingressroutes?.find(isAt(object))?.spec.routes[Number(place.split('/')[1])];
    return traefikSplit(weighed(found?.services), namespace, all);
  }
  const traefikservices = (all.traefikservices ?? []).map((one) => {
    const { weighted } = one.spec;
    if (!weighted || !isAt(object)(one)) return one;
    return { ...one, spec: { weighted: { ...weighted, services: weighed(weighted.services) } } };
  });
  const whole = [{ kind: 'TraefikService', name }];
  return traefikSplit(whole, namespace, { ...all, traefikservices });
}

const base = { provider: 'traefik', weights: { most: 1_000_000 } } as const;

function ofService({ metadata, spec }: TraefikService, objects: RouteObjects): CanaryRoute[] {
  const { services = [] } = spec.weighted ?? {};
  if (services.length < 2) return [];
  const uses = (objects.ingressroutes ?? []).flatMap((item) =>
    item.spec.routes
      .filter((rule) => rule.services.some((one) => refersTo(one, item.metadata, metadata)))
      .map(({ match }) => ({ item, match })),
  );
  const [first, ...more] = uses.map(({ match }) => matchText(match));
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  const knownAs = [...new Set(uses.map(({ item }) => item))].map((item) =>
    placeOf('ingressroutes', item.metadata),
  );
  return [
    {
      ...base,
      object: routedObject('traefikservices', metadata),
      place: 'weighted',
      rule: first === undefined ? 'all that is sent to it' : `${first}${others}`,
      ...(knownAs.length > 0 && { knownAs }),
      sides: services.map((one) => sideOf(one, metadata)),
    },
  ];
}

function refersTo({ kind, namespace, name }: LoadBalanced, from: ObjectMeta, to: ObjectMeta) {
  const isIt = name === to.name && (namespace ?? from.namespace) === to.namespace;
  return kind === 'TraefikService' && isIt;
}

function ofRoutes({ metadata, spec }: IngressRoute): CanaryRoute[] {
  return spec.routes.flatMap(({ match, services }, index): CanaryRoute[] => {
    if (services.length < 2) return [];
    return [
      {
        ...base,
        object: routedObject('ingressroutes', metadata),
        place: `routes/${index}`,
        rule: matchText(match),
        sides: services.map((one) => sideOf(one, metadata)),
      },
    ];
  });
}

/** A TraefikService among them is a side as a whole, however it shares on. */
function sideOf({ kind, namespace, name, port, weight }: LoadBalanced, from: ObjectMeta): Side {
  return {
    kind,
    namespace: namespace ?? from.namespace,
    name,
    ...(port != null && { port }),
    weight: weight ?? 1,
  };
}
