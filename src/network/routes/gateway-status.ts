/** What controllers say of a Gateway, its class and a route; silence is said too. */
import type { Condition } from '../../objects/condition.ts';
import type { Gateway } from '../../objects/gateway.ts';
import type { HTTPRoute } from '../../objects/http-route.ts';
import { code } from '../../report.ts';
import { isStale } from './gateway-conditions.ts';
import { refersTo } from './gateway-listeners.ts';
import type { Effect } from './route.ts';

interface Spoken {
  label: string;
  conditions: readonly Condition[];
  generation: number | undefined;
}

export function gatewayStatus(gateway: Gateway, listenerName: string): Effect[] {
  const { generation } = gateway.metadata;
  const { conditions = [], listeners = [] } = gateway.status ?? {};
  const listener = listeners.find(({ name }) => name === listenerName);
  return [
    ...words({ label: 'Gateway', conditions, generation }, ['Accepted', 'Programmed']),
    ...words({ label: 'Listener', conditions: listener?.conditions ?? [], generation }, [
      'Accepted',
      'Programmed',
      'ResolvedRefs',
    ]),
  ];
}

/** A parent that no controller has spoken of is not served, unless nobody writes any status here. */
export function routeStatus(route: HTTPRoute, gateway: Gateway): Effect[] {
  const parents = route.status?.parents ?? [];
  const own = parents.filter(({ parentRef }) => refersTo(parentRef, route, gateway));
  if (own.length === 0) {
    const { namespace, name } = gateway.metadata;
    const text = `no controller has said that the route is attached to Gateway ${code(`${namespace}/${name}`)}: it may not be in effect`;
    return [{ label: 'Route', mark: 'unknown', text }];
  }
  const { generation } = route.metadata;
  return own.flatMap(({ conditions }) =>
    words({ label: 'Route', conditions, generation }, ['Accepted', 'ResolvedRefs']),
  );
}

function words({ label, conditions, generation }: Spoken, types: readonly string[]): Effect[] {
  return conditions
    .filter(({ type }) => types.includes(type))
    .flatMap((condition): Effect[] => {
      const { type, status, reason, message } = condition;
      if (isStale(condition, generation)) {
        const text = `${type}: its controller has not read the latest change yet`;
        return [{ label, mark: 'warning', text }];
      }
      if (status === 'True') return [];
      const mark = status === 'False' ? 'problem' : 'unknown';
      const why = [reason, message].filter(Boolean).join(': ');
      const text = `${type} is ${status}${why ? `: ${why}` : ''}`;
      return [{ label, mark, text }];
    });
}
