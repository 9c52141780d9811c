/** Gateway v1: https://gateway-api.sigs.k8s.io/reference/spec/#gateway */
import * as z from 'zod';
import { Conditions } from './condition.ts';
import { described } from './described.ts';
import { LabelSelector } from './label-selector.ts';
import { list, ObjectMeta, or } from './meta.ts';

const GatewayAddress = z.object({ type: or(z.string(), 'IPAddress'), value: or(z.string(), '') });

const RouteKind = z.object({
  group: or(z.string(), 'gateway.networking.k8s.io'),
  kind: z.string(),
});

const CertificateRef = z.object({
  group: or(z.string(), ''),
  kind: or(z.string(), 'Secret'),
  /** Absent: the Gateway's own; another one takes a ReferenceGrant. */
  namespace: z.string().nullish(),
  name: z.string(),
});

export const Listener = z.object({
  name: z.string(),
  /** Absent or '': every host. */
  hostname: z.string().nullish(),
  port: z.number(),
  protocol: z.string(),
  tls: z
    .object({ mode: or(z.string(), 'Terminate'), certificateRefs: list(CertificateRef) })
    .nullish(),
  allowedRoutes: z
    .object({
      namespaces: z
        .object({
          /** Same, All, Selector (labels of the namespace) or None. */
          from: or(z.string(), 'Same'),
          selector: LabelSelector.nullish(),
        })
        .nullish(),
      /** Empty: whatever the protocol carries. */
      kinds: list(RouteKind),
    })
    .nullish(),
});
export type Listener = z.infer<typeof Listener>;

export const Gateway = described(
  'Gateway',
  z.object({
    metadata: ObjectMeta,
    spec: z.object({
      gatewayClassName: z.string(),
      /** Those asked for; status holds those given. */
      addresses: list(GatewayAddress),
      listeners: list(Listener),
    }),
    status: z
      .object({
        addresses: list(GatewayAddress),
        conditions: Conditions,
        listeners: list(
          z.object({
            name: z.string(),
            attachedRoutes: or(z.number(), 0),
            supportedKinds: list(RouteKind),
            conditions: Conditions,
          }),
        ),
      })
      .nullish(),
  }),
);
export type Gateway = z.infer<typeof Gateway>;
