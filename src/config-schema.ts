/** What a configuration may say. */
import * as z from 'zod';
import { ClusterSource, name } from './config-cluster.ts';
import { Policy, pattern } from './policy-rule.ts';

// The message of every rule below completes "expected …, found …".
const Channel = z.strictObject({
  /** For people only; Slack knows the channel by its id. */
  name: z.string().optional(),
  cluster: name.optional(),
  namespace: name.optional(),
});

const teamId = z.string().regex(/^[TE][A-Z0-9]+$/, 'a team id such as T0123ABCD');
const channelId = z
  .string()
  .regex(/^(\*|[CDG][A-Z0-9]+)$/, "a channel id such as C0123ABCD, or '*'");

export const Config = z.strictObject({
  version: z.literal(1),
  slack: z
    .strictObject({
      /** Teams whose people are answered. */
      teams: z.array(teamId).min(1, 'at least one team id'),
      command: z
        .string()
        .regex(/^\/[a-z][a-z0-9_-]*$/, 'a slash command such as /svc')
        .default('/svc'),
      /** Channels in which questions are answered, by id; '*': in every other, to the asker alone. */
      channels: z.record(channelId, Channel),
    })
    .optional(),
  clusters: z
    .record(name, ClusterSource)
    .refine((all) => Object.keys(all).length > 0, { error: 'at least one cluster' }),
  /** Needed when there are several clusters and a channel does not say which. */
  defaultCluster: name.optional(),
  clusterDomain: z.string().default('cluster.local'),
  canary: z
    .strictObject({
      /** Patterns of the backends that are the canary, where the router does not know it itself. */
      names: z.array(pattern).min(1, 'at least one name'),
    })
    .optional(),
  /** Absent: nobody may change anything, and whoever is answered may read. */
  policy: Policy.optional(),
});
export type Config = z.infer<typeof Config>;
