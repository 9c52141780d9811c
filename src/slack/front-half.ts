/**
 * The bot is two halves that meet in the queue; this one takes questions in. Lambda runs them in two
 * functions, the playground in one process; the code is the same. Files apart, so that neither half
 * loads what only the other needs.
 */
import { type AcceptDeps, createAccept } from '../app.ts';
import type { Queue } from '../queue/queue.ts';
import { createClient, type SlackPlace } from './client.ts';
import { createFront, type Front } from './front.ts';
import { listen, slackOptions } from './listeners.ts';

export interface FrontDeps extends AcceptDeps, SlackPlace {
  signingSecret: string;
  queue: Queue;
  now: () => Date;
}

export function createFrontHalf(deps: FrontDeps): Front {
  const accept = createAccept({ ...deps, localOptions: slackOptions });
  const client = createClient(deps, { patience: 'none' });
  return createFront({ ...deps, listen: (bolt) => listen(bolt, { ...deps, accept, client }) });
}
