/** The bot between an emulated Slack and an embedded cluster, for one test file. */
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Config } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { playgroundConfig } from '../../src/playground/config.ts';
import { type Bot, type BotOptions, connectBot } from '../../src/playground/connect.ts';
import { type Demo, startDemo } from '../../src/playground/demo.ts';
import type { EmulatedSlack } from '../../src/playground/slack/options.ts';
import { startSlack } from '../../src/playground/slack/server.ts';
import type { Message } from '../../src/playground/slack/slack.ts';

export interface World {
  slack: EmulatedSlack;
  demo: Demo;
  bot: Bot;
  /** Log lines of the bot. */
  lines: string[];
}

export interface WorldOptions {
  queue?: NonNullable<BotOptions['queue']>;
  /** Whose answers who may read; the playground's unless told. */
  slack?: NonNullable<Config['slack']>;
}

/** One for the whole file; faults are taken back after each test. */
export function world({ queue = {}, slack: rules }: WorldOptions = {}): World {
  const parts: Partial<World> = {};
  beforeAll(async () => {
    parts.lines = [];
    parts.slack = await startSlack();
    parts.demo = await startDemo({ scenario: 'shop' });
    const lines = parts.lines;
    const usual = playgroundConfig(parts.demo.source);
    parts.bot = connectBot({
      slack: parts.slack,
      config: { ...usual, ...(rules && { slack: rules }) },
      log: createLog({ write: (line) => lines.push(line), level: 'info' }),
      queue,
    });
  });
  afterEach(() => {
    parts.slack?.faults.clear();
    parts.demo?.api.faults.clear();
    expect(parts.slack?.warnings, 'nothing Slack would ignore or escape').toEqual([]);
    expect(parts.slack?.broadcasts.filter(({ kind }) => kind !== 'user')).toEqual([]);
  });
  afterAll(async () => {
    await parts.bot?.close();
    await parts.slack?.close();
    await parts.demo?.close();
  });
  return new Proxy({} as World, {
    get(_, name: keyof World) {
      const part = parts[name];
      if (!part) throw new Error(`${name} has not started yet`);
      return part;
    },
  });
}

/** Tasks of a plan have a title. */
const isWord = (key: string) => key === 'text' || key === 'title';

/** Every word a message shows, in order. */
export function wordsOf(message: Message | undefined): string {
  const words: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) {
        if (isWord(key) && typeof part === 'string') words.push(part);
        else if (key === 'user_id' && typeof part === 'string') words.push(`@${part}`);
        else walk(part);
      }
    }
  };
  walk(message?.blocks ?? message?.text);
  return words.join(' ').replaceAll(/\s+/g, ' ');
}
