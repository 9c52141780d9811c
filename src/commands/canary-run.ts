/** What `canary` does: shows how requests are shared, or plans other shares and asks for them. */

import { type Asked, canaryPatterns } from '../canary/choose.ts';
import { parseWanted, shareOf } from '../canary/share.ts';
import { weightsFor } from '../canary/weights.ts';
import { loadChange } from '../changes.ts';
import type { Report } from '../report.ts';
import { readSlot, type Slot } from '../slots.ts';
import type { CanaryRequest } from './canary-args.ts';
import { asCanary, objectKey } from './canary-change.ts';
import { lineFor, lineWith } from './canary-lines.ts';
import { listCanaries } from './canary-list.ts';
import { type Looked, lookFor } from './canary-look.ts';
import { offerChange } from './canary-offer.ts';
import { mustBeInOrder } from './canary-order.ts';
import { requestChange } from './canary-request.ts';
import { describeStatus, type Known } from './canary-status.ts';
import { commandLine } from './command-line.ts';

export async function runCanary(request: CanaryRequest): Promise<Report> {
  const { target, change = 'status' } = request.args;
  if (target === undefined) return listCanaries(request);
  const isStatus = change.toLowerCase() === 'status';
  // What is mistyped is told before anything is read.
  mustBeInOrder(request, target);
  const line = (word: string) => lineWith(request, `${target} ${word}`);
  const wanted = isStatus || isAbort(change) ? undefined : parseWanted(change, line);
  const looked = await lookFor(request.cluster, askedOf(request, target));
  const slot = await slotOf(request, looked);
  if (isStatus) return describeStatus(request, looked, await knownOf(request, slot));
  const after = wanted
    ? weightsFor(looked.route, looked.canary, wanted).weights
    : abortWeights(looked, slot);
  const { reason, 'despite-gitops': isDespiteGitOps = false } = request.args;
  const wish = { looked, after, reason, isDespiteGitOps };
  return request.desk ? requestChange(request, wish) : offerChange(request, wish);
}

const isAbort = (word: string) => word.toLowerCase() === 'abort';

function askedOf(request: CanaryRequest, target: string): Asked {
  const { config, namespace, fallbackNamespace, args } = request;
  return {
    target,
    ...(args.rule !== undefined && { rule: args.rule }),
    ...(args.canary !== undefined && { canary: args.canary }),
    namespace,
    fallbackNamespace,
    clusterDomain: config.clusterDomain,
    names: config.canary?.names ?? canaryPatterns,
    line: (words) => lineFor(request, words),
    other: (command, words) => commandLine(request, words, command),
  };
}

async function slotOf({ desk, cluster }: CanaryRequest, { route }: Looked): Promise<Slot> {
  if (!desk) return {};
  return readSlot(desk.store, { cluster: cluster.name, object: objectKey(route) });
}

/** Of the change that holds the slot, if it can still be decided. */
async function knownOf(
  { desk }: Pick<CanaryRequest, 'desk'>,
  { holder, last }: Slot,
): Promise<Known> {
  const known = last ? { last } : {};
  const change = desk && holder && (await loadChange(desk.store, holder.change));
  if (!desk || change?.state !== 'waiting') return known;
  const isOver = Date.parse(change.expiresAt) <= desk.now().getTime();
  return isOver ? known : { ...known, pending: asCanary(change) };
}

/**
 * Back to what stood there before the last raise, if that is known and still what stands there; else
 * to nothing. Never to more than the canary has now.
 */
function abortWeights({ route, canary }: Looked, { last }: Slot): number[] {
  const now = route.sides.map(({ weight }) => weight);
  const isLive =
    last?.uid === route.object.uid &&
    last.place === route.place &&
    last.after.join() === now.join() &&
    last.before.length === now.length;
  const isLess = isLive && shareOf(last.before, canary) < shareOf(now, canary);
  if (isLess) return last.before;
  return weightsFor(route, canary, { part: 0, of: 1 }).weights;
}
