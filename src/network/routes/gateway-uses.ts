/** Everything that a route sends requests to, each with where it stands and how much it gets. */
import type { HTTPBackendRef, HTTPRoute, HTTPRouteRule } from '../../objects/http-route.ts';
import type { HTTPRouteFilter } from '../../objects/http-route-filter.ts';
import { gatewaySplit } from './gateway-backends.ts';
import { everything, matchWords } from './gateway-matches.ts';

export interface BackendUse {
  /** `spec.rules[0].backendRefs[1]` */
  field: string;
  /** In `spec.rules`. */
  index: number;
  /** The rule in words, such as "PathPrefix `/api`". */
  rule: string;
  group: string;
  kind: string;
  namespace: string;
  name: string;
  port?: number;
  /** 0 to 1, of the rule's requests. */
  share: number;
  /** Gets copies, whose answers nobody waits for. */
  isMirror?: true;
}

export const ruleName = ({ matches }: HTTPRouteRule): string => {
  const [first = everything, ...more] = matches;
  return `${matchWords(first)}${more.length > 0 ? ` and ${more.length} more` : ''}`;
};

export function usesOf(route: HTTPRoute): BackendUse[] {
  return route.spec.rules.flatMap((rule, at) => {
    const field = `spec.rules[${at}]`;
    const home = { index: at, rule: ruleName(rule), namespace: route.metadata.namespace };
    const split = gatewaySplit(rule.backendRefs, route, {});
    const own = rule.backendRefs.flatMap((ref, index) => {
      const place = `${field}.backendRefs[${index}]`;
      const share = split[index]?.share ?? 0;
      return [toUse(ref, place, home, share), ...mirrors(ref.filters, place, home)];
    });
    return [...own, ...mirrors(rule.filters, field, home)];
  });
}

interface Home {
  index: number;
  rule: string;
  namespace: string;
}

type Named = Pick<HTTPBackendRef, 'group' | 'kind' | 'namespace' | 'name' | 'port'>;

function toUse(ref: Named, field: string, home: Home, share: number): BackendUse {
  const { group, kind, name } = ref;
  const port = typeof ref.port === 'number' ? { port: ref.port } : {};
  const namespace = ref.namespace ?? home.namespace;
  const { index, rule } = home;
  return { field, index, rule, group, kind, name, namespace, ...port, share };
}

function mirrors(filters: readonly HTTPRouteFilter[], field: string, home: Home): BackendUse[] {
  return filters.flatMap(({ requestMirror }, index) => {
    if (!requestMirror) return [];
    const place = `${field}.filters[${index}].requestMirror.backendRef`;
    return [{ ...toUse(requestMirror.backendRef, place, home, 0), isMirror: true as const }];
  });
}
