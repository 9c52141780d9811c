/** The playground's configuration: what a `portolan.yaml` for the emulated workspace would say. */
import type { ClusterSource, Config } from '../config.ts';
import { channels, team } from './slack/acme.ts';

/** #incidents and #shop-canary know the shop; #partners is shared with outsiders and not listed. */
export function playgroundConfig(demo: ClusterSource): Config {
  const idOf = (name: string) => channels.find((channel) => channel.name === name)?.id ?? '';
  return {
    version: 1,
    slack: {
      teams: [team.id],
      command: '/svc',
      channels: {
        [idOf('incidents')]: { name: 'incidents' },
        [idOf('shop-canary')]: { name: 'shop-canary', namespace: 'shop' },
        [idOf('random')]: { name: 'random' },
      },
    },
    clusters: { demo },
    clusterDomain: 'cluster.local',
  };
}
