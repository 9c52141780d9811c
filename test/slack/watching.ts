/** Asks the watched command and looks at the channel all the while. */
import type { Message } from '../../src/playground/slack/slack.ts';
import type { LambdaWorld } from '../queue/lambda-world.ts';
import { wordsOf } from './bot.ts';
import { plansOf, statusesOf } from './watched.ts';

export interface Watched {
  /** The statuses its lists had, one after the other. */
  states: string[];
  /** Most lists that stood in the channel at a time. */
  mostLists: number;
  /** At the end. */
  roots: Message[];
  replies: Message[];
  /** Calls of Slack's API. */
  calls: string[];
}

export async function watch(here: LambdaWorld, how: string): Promise<Watched> {
  const [before, called] = [here.slack.messages('incidents').length, here.slack.calls.length];
  const all = () => here.slack.messages('incidents').slice(before);
  const seen = new Set<string>();
  let mostLists = 0;
  const look = () => {
    const states = all().map(statusesOf).filter(Boolean);
    for (const state of states) seen.add(state);
    mostLists = Math.max(mostLists, states.length);
  };
  await here.slack.slash({ user: 'ada', channel: 'incidents', text: `watched ${how}` });
  const looking = setInterval(look, 20);
  await here.deliver();
  clearInterval(looking);
  look();
  return {
    states: [...seen],
    mostLists,
    roots: all().filter(({ threadTs }) => !threadTs),
    replies: all().filter(({ threadTs }) => threadTs),
    calls: here.slack.calls.slice(called).map(({ method }) => method),
  };
}

export const listsIn = (messages: readonly Message[]) => messages.flatMap(plansOf).length;
/** How long it took differs each time. */
export const say = (messages: readonly Message[]) =>
  messages.map((message) => wordsOf(message).replaceAll(/\d+ ms/g, '… ms'));
