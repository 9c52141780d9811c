/**
 * Everything in one process, on loopback: the emulated Slack with its page, an embedded cluster, and
 * between them the same front and worker that run on Lambda.
 */
import { createLog, type Log } from '../log.ts';
import { playgroundConfig } from './config.ts';
import { connectBot } from './connect.ts';
import { type Demo, startDemo } from './demo.ts';
import { complete } from './hints.ts';
import { buildPage, servePage } from './page/build.ts';
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
  const page = servePage((await buildPage()).files);
  const demo = await startDemo({ scenario });
  const slack = await startSlack({ port, page, hints: complete }).catch(async (error: unknown) => {
    // What listens keeps the process alive, long after it has said why it cannot start.
    await demo.close();
    throw error;
  });
  const bot = connectBot({ slack, config: playgroundConfig(demo.source), log });
  return {
    url: slack.url,
    slack,
    demo,
    async close() {
      await bot.close();
      await slack.close();
      await demo.close();
    },
  };
}
