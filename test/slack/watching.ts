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
  /** Messages that were the answer already, and were something else afterwards. */
  turnedBack: string[];
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
  const answers = new Set<string>();
  const turnedBack = new Set<string>();
  let mostLists = 0;
  const look = () => {
    const states = all().map(statusesOf).filter(Boolean);
    for (const state of states) seen.add(state);
    for (const message of all()) {
      if (/: done|Root cause/.test(wordsOf(message))) answers.add(message.ts);
      else if (answers.has(message.ts)) turnedBack.add(message.ts);
    }
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
    turnedBack: [...turnedBack],
    roots: all().filter(({ threadTs }) => !threadTs),
    replies: all().filter(({ threadTs }) => threadTs),
    calls: here.slack.calls.slice(called).map(({ method }) => method),
  };
}

export const listsIn = (messages: readonly Message[]) => messages.flatMap(plansOf).length;
/** How long it took differs each time. */
export const say = (messages: readonly Message[]) =>
  messages.map((message) => wordsOf(message).replaceAll(/\d+ ms/g, '… ms'));
