/** Weights that were asked for and stand there: nothing is planned, and nobody has to approve. */
import { shareOf } from '../canary/share.ts';
import { exactPercent } from '../network/routes/split.ts';
import { code, type Report } from '../report.ts';
import { routeName, sideName } from './canary-change.ts';
import type { Wish } from './canary-shapes.ts';
import { type Request, reportOf } from './command.ts';

/** undefined: they are others. */
export function alreadyThere(
  request: Request<unknown>,
  { looked: { route, canary }, after }: Wish,
): Report | undefined {
  if (route.sides.some(({ weight }, index) => weight !== after[index])) return undefined;
  const side = route.sides[canary];
  const name = side ? code(sideName(side)) : routeName(route);
  return reportOf(request, {
    verdict: 'ok',
    target: `${route.object.namespace}/${route.object.name}`,
    headline: `${name} takes ${exactPercent(shareOf(after, canary))} of ${route.rule} already: there is nothing to change`,
  });
}
