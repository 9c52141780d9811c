/**
 * HTTPRoute: a weight beside each backend of a rule. Its controllers say what they have taken.
 * https://gateway-api.sigs.k8s.io/reference/spec/#httpbackendref
 */
import { gatewaySplit } from '../network/routes/gateway-backends.ts';
import { ruleName } from '../network/routes/gateway-uses.ts';
import { splitSilences } from '../network/routes/split-silence.ts';
import type { HTTPRoute } from '../objects/http-route.ts';
import { code } from '../report.ts';
import { gatewaySettled } from './gateway-settled.ts';
import { tested, testedUid, written } from './operations.ts';
import type { CanaryProvider, CanaryRoute } from './provider.ts';
import { isAt, placeOf, routedObject, sideOf } from './routed.ts';

export const gatewayApi: CanaryProvider = {
  name: 'gateway-api',
  needs: ['httproutes', 'referencegrants'],
  find: ({ httproutes = [] }) => httproutes.flatMap(routesOf),
  plan(route, weights, whole) {
    const rule = ['spec', ...keysOf(route)];
    return {
      ...placeOf('httproutes', route.object),
      operations: [
        testedUid(route),
        tested(whole, rule),
        ...written(route, weights, (index) => [...rule, 'backendRefs', index, 'weight']),
      ],
    };
  },
  silences(route, weights, objects) {
    const { namespace, name } = route.object;
    const found = objects.httproutes?.find(isAt(route.object));
    const rule = found?.spec.rules[Number(keysOf(route)[1])];
    if (!found || !rule) return [];
    const refs = rule.backendRefs.map((ref, index) => ({ ...ref, weight: weights[index] ?? 0 }));
    const source = { kind: 'HTTPRoute', namespace, name };
    const split = gatewaySplit(refs, found, objects);
    return splitSilences({ source, rule: route.rule, split, effects: [] });
  },
  settled: (_, { object }) => gatewaySettled(object),
};

const keysOf = ({ place }: CanaryRoute): string[] => place.split('/');

function routesOf(route: HTTPRoute): CanaryRoute[] {
  return route.spec.rules.flatMap((rule, index): CanaryRoute[] => {
    if (rule.backendRefs.length < 2) return [];
    return [
      {
        provider: 'gateway-api',
        object: routedObject('httproutes', route.metadata),
        place: `rules/${index}`,
        rule: `${hostWords(route.spec.hostnames)} with ${ruleName(rule)}`,
        sides: gatewaySplit(rule.backendRefs, route, {}).map(sideOf),
        weights: { most: 1_000_000 },
      },
    ];
  });
}

function hostWords([first, ...more]: readonly string[]): string {
  if (first === undefined) return 'every host';
  return more.length === 0 ? code(first) : `${code(first)} and ${more.length} more`;
}
