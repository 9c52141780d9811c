/** What no single value of the configuration shows: names that have to be found elsewhere in it. */
import * as z from 'zod';
import { show, type Wrong, wrong } from './config-errors.ts';
import { policyWrongs } from './config-policy.ts';
import { code } from './report.ts';

/** Read leniently, so that an unknown name is told together with all else that is wrong. */
const Names = z.object({
  clusters: z.record(z.string(), z.unknown()),
  defaultCluster: z.unknown().optional(),
  slack: z
    .object({
      channels: z.record(
        z.string(),
        z.object({ cluster: z.unknown().optional() }).catch({ cluster: 0 }),
      ),
    })
    .catch({ channels: {} }),
});

export function crossWrongs(raw: unknown): Wrong[] {
  return [...clusterWrongs(raw), ...policyWrongs(raw)];
}

/** Clusters that are spoken of but not there, and one to fall back to. */
function clusterWrongs(raw: unknown): Wrong[] {
  const { data } = Names.safeParse(raw);
  if (!data) return [];
  const names = Object.keys(data.clusters);
  const oneOf = `expected one of ${names.map(code).join(', ')}`;
  const channels = Object.entries(data.slack.channels);
  const spoken = [
    { path: ['defaultCluster'], name: data.defaultCluster },
    ...channels.map(([id, { cluster }]) => ({
      path: ['slack', 'channels', id, 'cluster'],
      name: cluster,
    })),
  ];
  const unknown = spoken
    .filter(({ name }) => typeof name === 'string' && !names.includes(name))
    .map(({ path, name }) => wrong(path, `${oneOf}, found ${show(name)}`));
  const isDecided =
    channels.length > 0 && channels.every(([, { cluster }]) => cluster !== undefined);
  if (names.length < 2 || data.defaultCluster !== undefined || isDecided) return unknown;
  const why = 'there are several clusters, and not every channel says which';
  return [...unknown, wrong(['defaultCluster'], `missing; ${oneOf}, because ${why}`)];
}
