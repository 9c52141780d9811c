/** HTTPRoute v1: https://gateway-api.sigs.k8s.io/reference/spec/#httproute */
import * as z from 'zod';
import { Conditions } from './condition.ts';
import { described } from './described.ts';
import { BackendObject, HTTPRouteFilter } from './http-route-filter.ts';
import { list, ObjectMeta, or } from './meta.ts';

export const ParentRef = z.object({
  group: or(z.string(), 'gateway.networking.k8s.io'),
  kind: or(z.string(), 'Gateway'),
  /** Absent: the route's own. */
  namespace: z.string().nullish(),
  name: z.string(),
  /** Name of a listener; absent: every listener that lets the route in. */
  sectionName: z.string().nullish(),
  port: z.number().nullish(),
});
export type ParentRef = z.infer<typeof ParentRef>;

const ValueMatch = z.object({
  type: or(z.string(), 'Exact'),
  name: z.string(),
  value: z.string(),
});

export const HTTPRouteMatch = z.object({
  path: z.object({ type: or(z.string(), 'PathPrefix'), value: or(z.string(), '/') }).nullish(),
  method: z.string().nullish(),
  headers: list(ValueMatch),
  queryParams: list(ValueMatch),
});
export type HTTPRouteMatch = z.infer<typeof HTTPRouteMatch>;

export const HTTPBackendRef = BackendObject.extend({
  /** Share of the sum of the rule's backends; 0 takes a backend out. */
  weight: or(z.number(), 1),
  filters: list(HTTPRouteFilter),
});
export type HTTPBackendRef = z.infer<typeof HTTPBackendRef>;

export const HTTPRouteRule = z.object({
  name: z.string().nullish(),
  /** A request has to meet one of them; none: every request. */
  matches: list(HTTPRouteMatch),
  filters: list(HTTPRouteFilter),
  backendRefs: list(HTTPBackendRef),
  /** Durations such as 10s; '0s' is none. */
  timeouts: z
    .object({ request: z.string().nullish(), backendRequest: z.string().nullish() })
    .nullish(),
  sessionPersistence: z
    .object({ sessionName: z.string().nullish(), type: or(z.string(), 'Cookie') })
    .nullish(),
});
export type HTTPRouteRule = z.infer<typeof HTTPRouteRule>;

export const HTTPRoute = described(
  'HTTPRoute',
  z.object({
    metadata: ObjectMeta,
    spec: z
      .object({
        parentRefs: list(ParentRef),
        hostnames: list(z.string()),
        rules: list(HTTPRouteRule),
      })
      .prefault({}),
    /** A parentRef without an entry here was seen by no controller. */
    status: z
      .object({
        parents: list(
          z.object({ parentRef: ParentRef, controllerName: z.string(), conditions: Conditions }),
        ),
      })
      .nullish(),
  }),
);
export type HTTPRoute = z.infer<typeof HTTPRoute>;
