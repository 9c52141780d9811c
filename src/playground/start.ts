/**
 * Everything in one process, on loopback: the emulated Slack with its page, an embedded cluster, an
 * embedded queue and store, and between them the same front and worker that run on Lambda.
 */
import { createKubernetes } from '../cluster/kubernetes.ts';
import { commands } from '../commands/registry.ts';
import { createLog, type Log } from '../log.ts';
import { createEmbeddedQueue } from '../queue/embedded.ts';
import { createFrontHalf, createWorkerHalf } from '../slack/bot.ts';
import type { FrontResponse } from '../slack/front.ts';
import { createEmbeddedStore } from '../store/embedded.ts';
import { playgroundConfig } from './config.ts';
import { type Demo, startDemo } from './demo.ts';
import { complete } from './hints.ts';
import { buildPage, servePage } from './page/build.ts';
import type { AppAnswer, AppRequest } from './slack/delivery/app.ts';
import type { EmulatedSlack } from './slack/options.ts';
import { startSlack } from './slack/server.ts';

export interface PlaygroundOptions {
  /** Of the page; 0 takes a free one. */
  port: number;
  scenario: string;
  log?: Log;
}

export interface Playground {
  url: string;
  slack: EmulatedSlack;
  demo: Demo;
  close(): Promise<void>;
}

export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { port, scenario, log = createLog({ level: 'warn' }) } = options;
  const [demo, page] = await Promise.all([startDemo({ scenario }), buildPage()]);
  const slack = await startSlack({ port, page: servePage(page.files), hints: complete });
  const config = playgroundConfig(demo.source);
  const clusters = createKubernetes(config.clusters);
  const store = createEmbeddedStore({});
  const { botToken, signingSecret, apiUrl } = slack;
  const responseOrigins = [new URL(slack.url).origin];
  const now = () => new Date();
  const deps = { config, clusters, store, commands, log, now, botToken, apiUrl };
  const queue = createEmbeddedQueue({
    handle: createWorkerHalf({ ...deps, responseOrigins }),
    log,
  });
  const front = createFrontHalf({ ...deps, signingSecret, queue });
  slack.setApp(async (request) => toAppAnswer(await front(toFrontRequest(request))));
  return {
    url: slack.url,
    slack,
    demo,
    async close() {
      await queue.close();
      await slack.close();
      await clusters.close();
      await store.close();
      await demo.close();
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
