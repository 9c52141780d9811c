/** The half of the bot that answers; see `front-half.ts`. */
import { type AppDeps, createApp } from '../app.ts';
import type { Desk } from '../commands/command.ts';
import type { Handle } from '../queue/queue.ts';
import { createClient, type SlackPlace } from './client.ts';
import { createMemberships } from './memberships.ts';
import { createVoice } from './voice.ts';

export interface WorkerDeps extends AppDeps, SlackPlace {
  /** Absent: nothing can be asked to be changed, as its end could not be brought about. */
  later?: Desk['later'];
}

export function createWorkerHalf(deps: WorkerDeps): Handle {
  const client = createClient(deps, { patience: 'some' });
  const { later } = deps;
  const changing = later && { memberships: createMemberships({ ...deps, client }), later };
  const app = createApp({ ...deps, ...(changing && { changing }) });
  const voice = createVoice({ ...deps, client });
  return (job) => app.run(job, voice(job));
}
