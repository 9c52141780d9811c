/** A scenario on an embedded cluster, and the bot's answers about it. */
import { createAnswer } from '../../src/app.ts';
import { createKubernetes } from '../../src/cluster/kubernetes.ts';
import { commands } from '../../src/commands/registry.ts';
import { defaultConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { type Demo, startDemo } from '../../src/playground/demo.ts';
import type { Report } from '../../src/report.ts';
import { typed } from '../typed.ts';

export interface Answering {
  demo: Demo;
  ask(line: string): Promise<Report>;
  close(): Promise<void>;
}

export async function startAnswering(scenario: string): Promise<Answering> {
  const demo = await startDemo({ scenario });
  const config = { ...defaultConfig(), clusters: { demo: demo.source } };
  const clusters = createKubernetes(config.clusters);
  const log = createLog({ level: 'error' });
  const answer = createAnswer({ config, clusters, commands, log });
  return {
    demo,
    ask: (line) => answer(typed(line)),
    async close() {
      await clusters.close();
      await demo.close();
    },
  };
}
