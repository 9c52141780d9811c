/** The name of a route comes first, then what shall become of it: whoever mixes that up is told. */
import { isChangeWord, looksLikeShare } from '../canary/share.ts';
import { UserError } from '../errors.ts';
import { code } from '../report.ts';
import type { CanaryRequest } from './canary-args.ts';
import { lineWith } from './canary-lines.ts';
import { commandLine } from './command-line.ts';

/**
 * A route may be called `status` or `abort`, so that such a word alone is taken for a name.
 * @throws UserError usage: no name, or the other way round
 */
export function mustBeInOrder(request: CanaryRequest, target: string): void {
  const { change } = request.args;
  if (change === undefined && looksLikeShare(target)) throw nameless(request, target);
  const isSwapped = isChange(target) && change !== undefined && !isChange(change);
  if (!isSwapped) return;
  throw new UserError('usage', {
    what: `The name of the route comes before ${code(target)}.`,
    hint: `Write ${code(`canary ${change} ${target}`)}.`,
    suggestions: [lineWith(request, `${change} ${target}`)],
  });
}

const isChange = (word: string) => isChangeWord(word) || looksLikeShare(word);

function nameless(request: CanaryRequest, share: string): UserError {
  const { namespace } = request;
  const all = namespace === undefined ? '' : `-n ${namespace}`;
  return new UserError('usage', {
    what: `${code(share)} of what? The name of the route is missing.`,
    hint: `Write ${code(`canary <name> ${share}`)}; ${code('canary')} alone lists what there is.`,
    suggestions: [commandLine(request, all)],
  });
}
