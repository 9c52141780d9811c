/** `canary <what>`: how it shares requests, whether both sides can take them, who changed it last. */
import { clock, nameOf } from '../access/change-words.ts';
import { lastWriter } from '../canary/last-writer.ts';
import { shareOf } from '../canary/share.ts';
import { exactPercent } from '../network/routes/split.ts';
import { code, type Report, type Section } from '../report.ts';
import type { Slot } from '../slots.ts';
import { routeName, sideName } from './canary-change.ts';
import { lineOf } from './canary-desk.ts';
import {
  healthData,
  healthSection,
  isWell,
  ownerSection,
  warningsSection,
} from './canary-health.ts';
import type { Looked } from './canary-look.ts';
import { placeFields, routeData, sharesNow } from './canary-shown.ts';
import { type Request, reportOf } from './command.ts';

export function describeStatus(request: Request<unknown>, looked: Looked, slot: Slot): Report {
  const { route, canary } = looked;
  const now = request.desk?.now().toISOString() ?? request.job.askedAt;
  const weights = route.sides.map(({ weight }) => weight);
  const side = route.sides[canary];
  const name = side ? code(sideName(side)) : routeName(route);
  const fields = [
    ...placeFields(request.cluster.name, route),
    { label: 'Changed last', value: changedLast(looked, slot, now) },
    ...pending(slot, now),
  ];
  const sections: Section[] = [
    sharesNow(route),
    { kind: 'fields', fields },
    ...healthSection(looked),
    ...ownerSection(looked),
    ...warningsSection(looked, weights),
  ];
  return reportOf(request, {
    verdict: isWell(looked) ? 'ok' : 'problem',
    headline: `${name} takes ${exactPercent(shareOf(weights, canary))} of ${route.rule}`,
    target: `${route.object.namespace}/${route.object.name}`,
    sections,
    actions: slot.holder
      ? [
          {
            label: 'Approve',
            command: lineOf('approve', { id: slot.holder.change, cluster: request.cluster.name }),
          },
        ]
      : [],
    data: {
      route: routeData(route, canary),
      ready: healthData(looked),
      last: slot.last ?? null,
      pending: slot.holder ?? null,
    },
    notEvaluated: looked.notEvaluated,
  });
}

/** By a person, if it was written here and stands as it was written; else by what the object says. */
function changedLast({ route, whole }: Looked, { last }: Slot, now: string): string {
  const weights = route.sides.map(({ weight }) => weight).join();
  const isOurs = last?.uid === route.object.uid && last.place === route.place;
  if (last && isOurs && last.after.join() === weights) {
    return `by ${nameOf(last.by)}, ${clock(last.at, now)} (${code(last.change)})`;
  }
  const writer = lastWriter(whole, route);
  if (!writer) return 'not known: the object does not say';
  return `by ${code(writer.manager)}, ${clock(writer.at, now)}, not through Portolan`;
}

function pending({ holder }: Slot, now: string) {
  if (!holder || holder.until <= now) return [];
  return [{ label: 'Pending', value: code(holder.change) }];
}
