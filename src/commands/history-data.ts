/** A change and all that happened to it, for machines. */
import type { Story } from '../journal.ts';

export function historyData(story: Story) {
  const [first] = story;
  if (!first) throw new Error('a story begins with its request');
  const { change, cluster, object, target, rule, requestedAt, who, channel, hash } = first;
  return {
    change,
    cluster,
    object,
    target,
    rule,
    requestedAt,
    requester: who ?? null,
    channel,
    reason: first.reason ?? null,
    weights: first.weights.map(({ name, before, after, isCanary = false }) => ({
      name,
      before,
      after,
      isCanary,
    })),
    hash,
    undoOf: first.undoOf ?? null,
    events: story.map(({ event, at, who, words }) => ({
      event,
      at,
      who: who ?? null,
      words: words ?? null,
    })),
  };
}
