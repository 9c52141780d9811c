/** `canary` without a name: every route that shares requests, and how. */
import { wordsFor } from '../canary/choose-words.ts';
import type { CanaryRoute } from '../canary/provider.ts';
import { ruleWord } from '../canary/rules.ts';
import { shareOf } from '../canary/share.ts';
import { exactPercent } from '../network/routes/split.ts';
import { code, count, type Report } from '../report.ts';
import type { CanaryRequest } from './canary-args.ts';
import { routeName } from './canary-change.ts';
import { openEnds, readRoutes } from './canary-reads.ts';
import { routeData, routerNames } from './canary-shown.ts';
import { reportOf } from './command.ts';
import { commandLine } from './command-line.ts';

export async function listCanaries(request: CanaryRequest): Promise<Report> {
  const namespace = request.namespace ?? request.fallbackNamespace;
  const seen = await readRoutes(request.cluster, namespace);
  const { routes } = seen;
  const where = namespace === undefined ? 'the cluster' : code(namespace);
  const notEvaluated = openEnds(seen);
  const isOpen = routes.length === 0 && notEvaluated.length > 0;
  const what =
    routes.length === 0
      ? `No rule of ${where} shares requests by weights`
      : `${count(routes.length, 'rule')} of ${where} ${routes.length === 1 ? 'shares' : 'share'} requests by weights`;
  return reportOf(request, {
    verdict: isOpen ? 'unknown' : 'ok',
    headline: isOpen ? `${what}, as far as could be read` : what,
    sections: routes.length === 0 ? [] : [table(routes)],
    actions: routes.slice(0, 3).map((route) => ({
      label: labelOf(route),
      command: commandLine(request, wordsFor(route)),
    })),
    data: { routes: routes.map((route) => routeData(route, route.canary)) },
    notEvaluated,
  });
}

function labelOf(route: CanaryRoute): string {
  const { namespace, name } = route.object;
  const rule = ruleWord(route);
  const which = rule !== undefined && /^\d+$/.test(rule) ? `rule ${rule}` : rule;
  return [`${namespace}/${name}`, which].filter(Boolean).join(' ');
}

function table(routes: readonly CanaryRoute[]) {
  return {
    kind: 'table' as const,
    title: 'Shared by weights',
    columns: [{ label: 'ROUTE' }, { label: 'RULE' }, { label: 'SHARES' }, { label: 'ROUTER' }],
    rows: routes.map((route) => [
      routeName(route),
      route.rule,
      sharesText(route),
      routerNames[route.provider],
    ]),
  };
}

function sharesText({ sides }: CanaryRoute): string {
  const weights = sides.map(({ weight }) => weight);
  return sides
    .map(({ name }, index) => `${name} ${exactPercent(shareOf(weights, index))}`)
    .join(', ');
}
