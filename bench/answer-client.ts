/** A process of its own: asks a question several times and reports times, cost and peak memory. */
import { createAnswer } from '../src/app.ts';
import { createKubernetes } from '../src/cluster/kubernetes.ts';
import { commands } from '../src/commands/registry.ts';
import type { ClusterSource } from '../src/config.ts';
import { createLog } from '../src/log.ts';

interface Task {
  source: ClusterSource;
  command: string;
  args: Record<string, unknown>;
  scope: { namespace?: string };
  times: number;
}

process.once('message', async ({ source, command, args, scope, times }: Task) => {
  const clusters = createKubernetes({ bench: source });
  const config = {
    version: 1,
    clusters: { bench: source },
    clusterDomain: 'cluster.local',
  } as const;
  const answer = createAnswer({ config, clusters, commands, log: createLog({}) });
  const ask = (id: number) =>
    answer({
      version: 1,
      id: String(id),
      command,
      args,
      scope,
      text: '',
      asker: { kind: 'terminal', user: 'bench' },
      reply: { kind: 'terminal' },
      askedAt: new Date().toISOString(),
    });
  await ask(0);
  const ms: number[] = [];
  let reads: unknown;
  for (let i = 1; i <= times; i += 1) {
    const began = performance.now();
    const report = await ask(i);
    ms.push(performance.now() - began);
    reads = report.reads;
    if (report.error) throw new Error(report.error.what);
  }
  const peakMb = process.resourceUsage().maxRSS / 1024;
  process.send?.({ ms, reads, peakMb });
  await clusters.close();
  process.disconnect();
});
