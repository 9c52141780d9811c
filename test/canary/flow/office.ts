/**
 * One worker without Slack and queue: lines asked of the real cluster and store, with a door to the cluster
 * on which reads fail on demand.
 */
import { createApp } from '../../../src/app.ts';
import type { Cluster, Clusters } from '../../../src/cluster/cluster.ts';
import { createKubernetes } from '../../../src/cluster/kubernetes.ts';
import { commands } from '../../../src/commands/registry.ts';
import { UserError } from '../../../src/errors.ts';
import type { Job } from '../../../src/job.ts';
import { createLog } from '../../../src/log.ts';
import { playgroundConfig } from '../../../src/playground/config.ts';
import { type Demo, startDemo } from '../../../src/playground/demo.ts';
import { channels, team, usergroups } from '../../../src/playground/slack/acme.ts';
import type { Report } from '../../../src/report.ts';
import { parseLine } from '../../../src/slack/slash.ts';
import { createEmbeddedStore } from '../../../src/store/embedded.ts';
import type { Store } from '../../../src/store/store.ts';

export interface Office {
  demo: Demo;
  store: Store;
  /** Jobs that were handed to the queue, and the seconds that they wait. */
  sent: { job: Job; seconds: number }[];
  /** Of the reads since something was last written, from which on nothing is read; ends with the Job. */
  unreadFrom: number;
  pass(seconds: number): void;
  ask(user: string, line: string): Promise<Report>;
  run(job: Job): Promise<Report>;
  close(): Promise<void>;
}

const channel = channels.find(({ name }) => name === 'shop-canary')?.id ?? '';

export async function startOffice(): Promise<Office> {
  let [ahead, asked] = [0, 0];
  const now = () => new Date(Date.now() + ahead);
  const demo = await startDemo({ scenario: 'shop' });
  const config = playgroundConfig(demo.source);
  const kubernetes = createKubernetes(config.clusters);
  const store = createEmbeddedStore({ now });
  const clusters: Clusters = {
    ...kubernetes,
    open: (name) => failing(kubernetes.open(name), office),
  };
  const members = new Map(usergroups.map(({ id, users }) => [id, users]));
  const memberships = {
    of: async (user: string, groups: readonly string[]) =>
      new Map(groups.map((group) => [group, members.get(group)?.includes(user)])),
  };
  const later = async (job: Job, seconds: number) => void office.sent.push({ job, seconds });
  const log = createLog({ write: () => undefined });
  const app = createApp({
    config,
    clusters,
    commands,
    store,
    now,
    log,
    changing: { memberships, later },
  });
  const office: Office = {
    demo,
    store,
    sent: [],
    unreadFrom: Number.POSITIVE_INFINITY,
    pass: (seconds) => {
      ahead += seconds * 1000;
    },
    ask(user, line) {
      const { command, args, scope, text } = parseLine(line, commands, {});
      asked += 1;
      return office.run({
        version: 1,
        id: `asked/${asked}`,
        command: command.name,
        ...{ args, scope, text },
        asker: { kind: 'slack', team: team.id, user },
        reply: { kind: 'slack', channel, private: false },
        askedAt: now().toISOString(),
      });
    },
    async run(job) {
      const said: Report[] = [];
      const finish = async (report: Report) => {
        said.push(report);
        return { kind: 'done' } as const;
      };
      await app.run(job, () => ({ show: () => undefined, finish }));
      office.unreadFrom = Number.POSITIVE_INFINITY;
      const [report] = said;
      if (!report) throw new Error(`nothing was said to ${job.text}`);
      return report;
    },
    async close() {
      await Promise.all([kubernetes.close(), store.close(), demo.close()]);
    },
  };
  return office;
}

function failing(cluster: Cluster, office: Pick<Office, 'unreadFrom'>): Cluster {
  let reads = Number.NaN;
  return {
    ...cluster,
    async read(queries) {
      reads += 1;
      if (reads > office.unreadFrom) {
        throw new UserError('unreadable', { what: 'The cluster is silent.', hint: 'Ask again.' });
      }
      return cluster.read(queries);
    },
    async apply(patch, options) {
      const applied = await cluster.apply(patch, options);
      if (!options?.isDryRun) reads = 0;
      return applied;
    },
  };
}
