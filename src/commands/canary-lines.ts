/** `canary …` as it would be typed: the same question with other words in it, or a change asked for anew. */
import { sideWord } from '../canary/choose-side.ts';
import { wordsFor } from '../canary/choose-words.ts';
import type { CanaryRoute } from '../canary/provider.ts';
import { shareText } from '../canary/share.ts';
import type { CanaryRequest } from './canary-args.ts';
import type { CanaryChange } from './canary-change.ts';
import type { Terms } from './canary-shapes.ts';
import { commandLine, option } from './command-line.ts';

/** What goes along with every share. */
function meant({ args }: CanaryRequest): string[] {
  return [
    ...option('reason', args.reason),
    ...(args['despite-gitops'] ? ['--despite-gitops'] : []),
  ];
}

/** @param words the name of the route and what shall become of it */
export function lineWith(request: CanaryRequest, words: string): string {
  const { namespace, args } = request;
  const where = [...option('rule', args.rule), ...option('canary', args.canary)];
  const scope = namespace === undefined ? [] : [`-n ${namespace}`];
  return commandLine(request, [words, ...where, ...scope, ...meant(request)].join(' '));
}

/** @param words a route in words that mean it and no other, and which of its sides is the canary */
export function lineFor(request: CanaryRequest, words: string): string {
  const { change, canary } = request.args;
  const [name, ...where] = words.split(' ');
  const side = where.includes('--canary') ? [] : option('canary', canary);
  const all = [name, change, ...where, ...side, ...(change === undefined ? [] : meant(request))];
  return commandLine(request, all.filter((word) => word !== undefined).join(' '));
}

/** Means this side of this route and no other, wherever it is typed. */
function routeWords(route: CanaryRoute, canary: number, change?: string): string[] {
  const [name = '', ...where] = wordsFor(route).split(' ');
  const side = route.sides[canary];
  const isKnown = route.canary !== undefined || side === undefined;
  const which = isKnown ? [] : option('canary', sideWord(side, route));
  return [name, ...(change === undefined ? [] : [change]), ...where, ...which];
}

export function statusLine({ cluster, plan }: CanaryChange): string {
  const words = routeWords(plan.route, plan.canary);
  return ['canary', ...words, `--cluster ${cluster}`].join(' ');
}

/** What was asked for, of the route as it is by then. */
export function askedAnew({ cluster, plan, reason, approvals }: CanaryChange): string {
  const of = plan.after.reduce((sum, weight) => sum + weight, 0);
  const share = shareText({ part: plan.after[plan.canary] ?? 0, of });
  const { isDespiteGitOps } = approvals.terms as Terms;
  return [
    'canary',
    ...routeWords(plan.route, plan.canary, share),
    ...option('reason', reason),
    ...(isDespiteGitOps ? ['--despite-gitops'] : []),
    `--cluster ${cluster}`,
  ].join(' ');
}
