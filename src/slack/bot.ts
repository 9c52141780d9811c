/**
 * The bot as two halves that meet in the queue: the front takes questions in, the worker answers.
 * Lambda runs them in two functions, the playground in one process; the code is the same.
 */
import { type AcceptDeps, type AppDeps, createAccept, createApp } from '../app.ts';
import type { Handle, Queue } from '../queue/queue.ts';
import { createClient, type SlackPlace } from './client.ts';
import { createFront, type Front } from './front.ts';
import { listen } from './listeners.ts';
import { createVoice } from './voice.ts';

export interface FrontDeps extends AcceptDeps, SlackPlace {
  signingSecret: string;
  queue: Queue;
  now: () => Date;
}

export function createFrontHalf(deps: FrontDeps): Front {
  const { config, commands, queue, now } = deps;
  const accept = createAccept(deps);
  const slashCommand = config.slack?.command ?? '/svc';
  const client = createClient(deps, { patience: 'none' });
  return createFront({
    ...deps,
    listen: (bolt) => listen(bolt, { accept, commands, client, queue, slashCommand, now }),
  });
}

export interface WorkerDeps extends AppDeps, SlackPlace {
  /** Beside Slack's own, where answers may be posted without being a member. */
  responseOrigins?: readonly string[];
}

export function createWorkerHalf(deps: WorkerDeps): Handle {
  const app = createApp(deps);
  const voice = createVoice({ ...deps, client: createClient(deps, { patience: 'some' }) });
  return (job) => app.run(job, voice(job));
}
