/**
 * The configuration: one YAML file (`portolan.yaml`, or the path in PORTOLAN_CONFIG), checked whole
 * before anything starts. Errors name the file, the line and what was expected.
 */
import * as z from 'zod';

const name = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'lower-case letters, digits and -');

const ClusterSource = z.union([
  /** kubeconfig file ('' or absent: $KUBECONFIG, then ~/.kube/config) and context (absent: its current one). */
  z.strictObject({ kubeconfig: z.string().optional(), context: z.string().optional() }),
  z.strictObject({ inCluster: z.literal(true) }),
  z.strictObject({
    server: z.url(),
    /** PEM file of the server's certificate authority; absent: the system's. */
    caFile: z.string().optional(),
    /** File that holds the bearer token; read again at each use, so that it may be rotated. */
    tokenFile: z.string().optional(),
  }),
]);

const Channel = z.strictObject({
  /** For people only; Slack knows the channel by its id. */
  name: z.string().optional(),
  cluster: name.optional(),
  namespace: name.optional(),
});

export const Config = z.strictObject({
  version: z.literal(1),
  slack: z
    .strictObject({
      /** Teams whose people are answered. */
      teams: z.array(z.string().regex(/^[TE][A-Z0-9]+$/, 'a team id such as T0123ABCD')).min(1),
      command: z
        .string()
        .regex(/^\/[a-z][a-z0-9_-]*$/)
        .default('/svc'),
      /** Channels in which questions are answered, by id; '*' stands for every channel. */
      channels: z.record(z.union([z.literal('*'), z.string().regex(/^[CDG][A-Z0-9]+$/)]), Channel),
    })
    .optional(),
  clusters: z.record(name, ClusterSource).refine((all) => Object.keys(all).length > 0, {
    error: 'name at least one cluster',
  }),
  /** Needed when there are several clusters and a channel does not say which. */
  defaultCluster: name.optional(),
  clusterDomain: z.string().default('cluster.local'),
});
export type Config = z.infer<typeof Config>;
export type ClusterSource = z.infer<typeof ClusterSource>;
