/** The playground's configuration: what a `portolan.yaml` for the emulated workspace would say. */
import type { ClusterSource, Config } from '../config.ts';
import { Policy } from '../policy-rule.ts';
import { channels, people, team, usergroups } from './slack/acme.ts';

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
    policy,
  };
}

const ofTeam = people.filter(({ teamId }) => teamId === team.id).map(({ id }) => id);

/** Everybody of the team may ask for a change of the shop; whoever is on call may approve it. */
const policy = Policy.parse({
  rules: [
    {
      name: 'shop-canary',
      may: ['canary'],
      who: { users: ofTeam },
      where: { namespaces: ['shop', 'shop-*'] },
      limits: { maximumStep: 30 },
    },
    {
      name: 'shop-approvers',
      may: ['approve'],
      who: { groups: usergroups.map(({ id }) => id) },
      where: { namespaces: ['shop', 'shop-*'] },
    },
  ],
});
