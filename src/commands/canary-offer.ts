/** What a terminal gets: the whole plan, and the line that asks for it in Slack. */
import type { Report, Section } from '../report.ts';
import { alreadyThere } from './canary-already.ts';
import { plannedOf, sharesOf } from './canary-change.ts';
import { slackLine } from './canary-desk.ts';
import { healthData, healthSection, warningsSection } from './canary-health.ts';
import { planOf } from './canary-look.ts';
import { mustBeSound } from './canary-refusals.ts';
import type { Wish } from './canary-shapes.ts';
import { diffSection, placeFields, routeData, sharesThen } from './canary-shown.ts';
import { shiftWords } from './canary-words.ts';
import { type Request, reportOf } from './command.ts';

export function offerChange(request: Request<unknown>, wish: Wish): Report {
  const { looked, after } = wish;
  const already = alreadyThere(request, wish);
  if (already) return already;
  const plan = planOf(request.cluster.name, looked, after);
  mustBeSound(wish);
  const sections: Section[] = [
    sharesThen(plan),
    { kind: 'fields', fields: placeFields(plan.cluster, plan.route) },
    diffSection(plan),
    ...healthSection(looked),
    ...warningsSection(looked, after),
    { kind: 'code', title: 'To ask for it, type in Slack', text: slackLine(request) },
  ];
  return reportOf(request, {
    verdict: 'ok',
    headline: `${shiftWords({ plan })}: planned, nothing was written`,
    target: `${plan.route.object.namespace}/${plan.route.object.name}`,
    sections,
    data: {
      plan: {
        ...routeData(plan.route, plan.canary),
        shares: sharesOf(plan),
        weights: plannedOf(plan).weights,
        hash: plan.hash,
        patch: plan.patch.operations,
        ready: healthData(looked),
      },
    },
    notEvaluated: looked.notEvaluated,
  });
}
