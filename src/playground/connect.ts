/** The bot between an emulated Slack and its clusters: front, queue and worker in one process. */
import { createKubernetes } from '../cluster/kubernetes.ts';
import type { Desk } from '../commands/command.ts';
import { commands } from '../commands/registry.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import {
  createEmbeddedQueue,
  type EmbeddedQueue,
  type EmbeddedQueueOptions,
} from '../queue/embedded.ts';
import type { FrontResponse } from '../slack/front.ts';
import { createFrontHalf } from '../slack/front-half.ts';
import { createLastWord } from '../slack/last-word.ts';
import { createWorkerHalf } from '../slack/worker-half.ts';
import { createEmbeddedStore } from '../store/embedded.ts';
import type { AppAnswer, AppRequest } from './slack/delivery/app.ts';
import type { EmulatedSlack } from './slack/options.ts';

export interface BotOptions {
  slack: EmulatedSlack;
  config: Config;
  log: Log;
  /** How the queue behaves; tests make it deliver twice. */
  queue?: Partial<EmbeddedQueueOptions>;
}

export interface Bot {
  queue: ReturnType<typeof createEmbeddedQueue>;
  close(): Promise<void>;
}

export function connectBot({ slack, config, log, queue: queueOptions }: BotOptions): Bot {
  const clusters = createKubernetes(config.clusters);
  const store = createEmbeddedStore({});
  const { botToken, signingSecret, apiUrl } = slack;
  const responseOrigins = [new URL(slack.url).origin];
  const now = () => new Date();
  const place = { botToken, apiUrl, responseOrigins };
  const later: Desk['later'] = (job, delaySeconds) => queue.send(job, { delaySeconds });
  const deps = { config, clusters, store, commands, log, now, later, ...place };
  const handle = createWorkerHalf(deps);
  const onDead = createLastWord(deps);
  const queue: EmbeddedQueue = createEmbeddedQueue({ handle, log, onDead, ...queueOptions });
  const front = createFrontHalf({ ...deps, signingSecret, queue });
  slack.setApp(async (request) => toAppAnswer(await front(toFrontRequest(request))));
  return {
    queue,
    async close() {
      await queue.close();
      await clusters.close();
      await store.close();
    },
  };
}

/** As a Function URL would hand it over: base64, so that the way through the front is the real one. */
function toFrontRequest({ headers, body }: AppRequest) {
  return { headers, body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
}

function toAppAnswer({ statusCode = 200, headers = {}, body = '' }: FrontResponse): AppAnswer {
  const plain = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return { status: statusCode, headers: Object.fromEntries(plain), body };
}
