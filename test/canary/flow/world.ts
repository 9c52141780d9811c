/** People who ask for changes and decide them, in Slack, over queue and table as on Lambda. */
import type { Message } from '../../../src/playground/slack/slack.ts';
import {
  type LambdaWorld,
  type LambdaWorldOptions,
  startLambdaWorld,
} from '../../queue/lambda-world.ts';
import { wordsOf } from '../../slack/bot.ts';

export const channel = 'shop-canary';
/** Longer than any delivery may be put off, shorter than a request is open. */
const within = 600;

export interface People {
  here: LambdaWorld;
  /** Types `/svc …`. @returns the first message of the answer */
  say(user: string, line: string): Promise<Message>;
  /** Types it, and nothing more: it waits in the queue. */
  type(user: string, line: string): Promise<void>;
  /** Clicks a button of the message as it is now; the work waits in the queue. */
  press(user: string, on: Message, label: string): Promise<void>;
  /** Clicks, and waits for what comes of it. @returns the answers to it, oldest first */
  click(user: string, on: Message, label: string): Promise<string[]>;
  deliver(atOnce?: number): Promise<void>;
  /** The message as it stands now. */
  now(message: Message): Message;
  /** What stands below it. */
  thread(message: Message): Message[];
  close(): Promise<void>;
}

export async function startPeople(options: LambdaWorldOptions = {}): Promise<People> {
  const here = await startLambdaWorld(options);
  const all = () => here.slack.messages(channel);
  const now = ({ ts }: Message) => all().find((one) => one.ts === ts) ?? { ts, channel, text: '' };
  const people: People = {
    here,
    async type(user, line) {
      await here.slack.slash({ user, channel, text: line });
    },
    async say(user, line) {
      const before = all().length;
      await people.type(user, line);
      await people.deliver();
      const [root] = all().slice(before);
      if (!root) throw new Error(`nothing was said to ${line}`);
      return root;
    },
    async press(user, on, label) {
      const button = buttonsOf(now(on)).find((one) => one.text?.text === label);
      if (!button) throw new Error(`there is no button ${label} on: ${wordsOf(now(on))}`);
      const { action_id: actionId = '', value = '' } = button;
      await here.slack.click({ user, channel, messageTs: on.ts, actionId, value });
    },
    async click(user, on, label) {
      const before = all().length;
      await people.press(user, on, label);
      await people.deliver();
      return all().slice(before).map(wordsOf);
    },
    deliver: (atOnce = 1) => here.deliver({ atOnce, within }),
    now,
    thread: ({ ts, threadTs }) => here.slack.thread(channel, threadTs ?? ts).slice(1),
    close: () => here.close(),
  };
  return people;
}

interface Button {
  text?: { text: string };
  action_id?: string;
  value?: string;
}

export function buttonsOf({ blocks = [] }: Message): Button[] {
  return blocks.flatMap((block) =>
    block.type === 'actions' ? ((block as { elements?: Button[] }).elements ?? []) : [],
  );
}

export const labelsOf = (message: Message) => buttonsOf(message).map(({ text }) => text?.text);
