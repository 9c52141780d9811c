import { refusalOf } from '../../../src/playground/slack/blocks/message.ts';

/** What Slack would say about the blocks of a message: pointer and words, one line each. */
export function problemsOf(...blocks: unknown[]): string[] {
  const refusal = refusalOf(blocks, { surface: 'message' });
  if (!refusal) return [];
  return refusal.problems.map(({ text, pointer }) => `${pointer} ${text}`);
}
