/** HTTPRouteFilter: what changes a request on its way. `type` says which of the other fields counts. */
import * as z from 'zod';
import { list, or } from './meta.ts';

const Header = z.object({ name: z.string(), value: z.string() });
const HeaderFilter = z.object({ set: list(Header), add: list(Header), remove: list(z.string()) });

const PathModifier = z.object({
  /** ReplaceFullPath or ReplacePrefixMatch. */
  type: z.string(),
  replaceFullPath: z.string().nullish(),
  replacePrefixMatch: z.string().nullish(),
});

export const BackendObject = z.object({
  group: or(z.string(), ''),
  kind: or(z.string(), 'Service'),
  /** Absent: the route's own; another one takes a ReferenceGrant there. */
  namespace: z.string().nullish(),
  name: z.string(),
  /** Of the Service, not of its pods. */
  port: z.number().nullish(),
});

const RequestMirror = z.object({
  backendRef: BackendObject,
  percent: z.number().nullish(),
  fraction: z.object({ numerator: z.number(), denominator: or(z.number(), 100) }).nullish(),
});

const RequestRedirect = z.object({
  scheme: z.string().nullish(),
  hostname: z.string().nullish(),
  path: PathModifier.nullish(),
  port: z.number().nullish(),
  statusCode: or(z.number(), 302),
});

const Cors = z.object({
  allowOrigins: list(z.string()),
  allowCredentials: z.boolean().nullish(),
  allowMethods: list(z.string()),
  allowHeaders: list(z.string()),
  exposeHeaders: list(z.string()),
  /** Seconds. */
  maxAge: z.number().nullish(),
});

export const HTTPRouteFilter = z.object({
  type: z.string(),
  requestHeaderModifier: HeaderFilter.nullish(),
  responseHeaderModifier: HeaderFilter.nullish(),
  requestMirror: RequestMirror.nullish(),
  requestRedirect: RequestRedirect.nullish(),
  urlRewrite: z.object({ hostname: z.string().nullish(), path: PathModifier.nullish() }).nullish(),
  cors: Cors.nullish(),
  extensionRef: z.object({ group: z.string(), kind: z.string(), name: z.string() }).nullish(),
});
export type HTTPRouteFilter = z.infer<typeof HTTPRouteFilter>;
