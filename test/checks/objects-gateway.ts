/** A route, its Gateway and its class, all well, each through our own schema. */
import type { Check, Finding } from '../../src/checks/check.ts';
import type { Facts, SourceName } from '../../src/checks/sources/source.ts';
import { Gateway } from '../../src/objects/gateway.ts';
import { GatewayClass } from '../../src/objects/gateway-class.ts';
import { HTTPRoute } from '../../src/objects/http-route.ts';
import { Namespace } from '../../src/objects/namespace.ts';
import { ReferenceGrant } from '../../src/objects/reference-grant.ts';
import { verdict } from './verdict.ts';

type Fields = Record<string, unknown>;

/** `Accepted True`, `Programmed False NoResources`; a version, and a message. */
export function condition(words: string, version = 1, message = ''): Fields {
  const [type, status, reason = type] = words.split(' ');
  return { type, status, reason, message, observedGeneration: version };
}

const conditions = (all: readonly (string | Fields)[]): Fields[] =>
  all.map((one) => (typeof one === 'string' ? condition(one) : one));

export const http = { name: 'http', port: 80, protocol: 'HTTP' };
export const https = { name: 'https', port: 443, protocol: 'HTTPS' };

export interface GatewayWords {
  name?: string;
  namespace?: string;
  listeners?: Fields[];
  says?: (string | Fields)[];
  /** By name of a listener; all are well without. */
  listenerSays?: Record<string, (string | Fields)[]>;
  spec?: Fields;
  status?: Fields;
  generation?: number;
}

export function gateway(words: GatewayWords = {}): Gateway {
  const { name = 'web', namespace = 'shop', listeners = [http], generation = 1 } = words;
  const { says = ['Accepted True', 'Programmed True'], listenerSays = {} } = words;
  const well = ['Accepted True', 'Programmed True', 'ResolvedRefs True'];
  return Gateway.parse({
    metadata: { name, namespace, generation },
    spec: { gatewayClassName: 'envoy', listeners, ...words.spec },
    status: {
      conditions: conditions(says),
      listeners: listeners.map((one) => ({
        name: one.name,
        conditions: conditions(listenerSays[String(one.name)] ?? well),
      })),
      ...words.status,
    },
  });
}

export const gatewayClass = (says: (string | Fields)[] = ['Accepted True'], name = 'envoy') =>
  GatewayClass.parse({
    metadata: { name, generation: 1 },
    spec: { controllerName: 'example.com/controller' },
    status: { conditions: conditions(says) },
  });

export interface RouteWords {
  parentRefs?: Fields[];
  /** Of every parentRef; [] leaves no entry. */
  says?: (string | Fields)[];
  by?: string;
  spec?: Fields;
  status?: Fields;
  generation?: number;
}

export function route(words: RouteWords = {}): HTTPRoute {
  const { parentRefs = [{ name: 'web' }], generation = 1 } = words;
  const { says = ['Accepted True', 'ResolvedRefs True'], by = 'example.com/controller' } = words;
  const entry = (parentRef: Fields) => ({
    parentRef,
    controllerName: by,
    conditions: conditions(says),
  });
  return HTTPRoute.parse({
    metadata: { name: 'shop', namespace: 'shop', generation },
    spec: {
      parentRefs,
      rules: [{ backendRefs: [{ name: 'api', port: 80 }] }],
      ...words.spec,
    },
    status: words.status ?? { parents: says.length > 0 ? parentRefs.map(entry) : [] },
  });
}

export const namespace = (name: string, labels: Record<string, string> = {}) =>
  Namespace.parse({ metadata: { name, labels } });

export const grant = (place: string, from: Fields, to: Fields, name = 'g') =>
  ReferenceGrant.parse({
    metadata: { name, namespace: place },
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop', ...from }],
      to: [{ group: '', kind: 'Service', ...to }],
    },
  });

export type Given = { [S in SourceName]?: NonNullable<Facts[S]>['all'] };

/** Of the route `shop/shop`, with a Gateway and a class that are well unless others are given. */
export function ofRoute(check: Check, given: Given, refused: readonly SourceName[] = []): Finding {
  const around = { gateways: [gateway()], gatewayClasses: [gatewayClass()] };
  const rules = { kind: 'httproute', name: 'shop', namespace: 'shop' } as const;
  return verdict(check, { httpRoutes: [route()], ...around, ...given }, { rules }, refused);
}
