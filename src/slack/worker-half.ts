/** The half of the bot that answers; see `front-half.ts`. */
import { type AppDeps, createApp } from '../app.ts';
import type { Handle } from '../queue/queue.ts';
import { createClient, type SlackPlace } from './client.ts';
import { createVoice } from './voice.ts';

export interface WorkerDeps extends AppDeps, SlackPlace {}

export function createWorkerHalf(deps: WorkerDeps): Handle {
  const app = createApp(deps);
  const voice = createVoice({ ...deps, client: createClient(deps, { patience: 'some' }) });
  return (job) => app.run(job, voice(job));
}
