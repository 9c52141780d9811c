/** The page with a bot that knows wishes and nothing else: no cluster stands behind it. */
import { onTestFinished } from 'vitest';
import { createKubernetes } from '../../src/cluster/kubernetes.ts';
import { createLog } from '../../src/log.ts';
import { playgroundConfig } from '../../src/playground/config.ts';
import type { EmulatedSlack } from '../../src/playground/slack/options.ts';
import { createEmbeddedQueue } from '../../src/queue/embedded.ts';
import { createFrontHalf } from '../../src/slack/front-half.ts';
import { createWorkerHalf } from '../../src/slack/worker-half.ts';
import { createEmbeddedStore } from '../../src/store/embedded.ts';
import { wishes } from '../slack/wishes.ts';
import { startPlayground } from './harness.ts';

export async function startWishing(): Promise<EmulatedSlack> {
  const slack = await startPlayground();
  const config = { ...playgroundConfig({}), clusters: {} };
  const clusters = createKubernetes(config.clusters);
  const store = createEmbeddedStore({});
  const log = createLog({ level: 'error' });
  const deps = { ...slack, config, clusters, store, commands: wishes, log, now: () => new Date() };
  const queue = createEmbeddedQueue({ handle: createWorkerHalf(deps), log });
  const front = createFrontHalf({ ...deps, queue });
  slack.setApp(async ({ headers, body }) => {
    const answer = await front({ headers, body, isBase64Encoded: false });
    return {
      status: answer.statusCode ?? 200,
      headers: { 'content-type': 'application/json' },
      body: answer.body ?? '',
    };
  });
  onTestFinished(async () => {
    await queue.close();
    await clusters.close();
    await store.close();
  });
  return slack;
}
