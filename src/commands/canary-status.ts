/** `canary <what>`: how it shares requests, whether both sides can take them, who changed it last. */
import { clock, nameOf, waits } from '../access/change-words.ts';
import { checkedAs } from '../canary/choose-words.ts';
import { lastWriter } from '../canary/last-writer.ts';
import { shareOf } from '../canary/share.ts';
import { exactPercent } from '../network/routes/split.ts';
import { type Action, code, type Report, type Section } from '../report.ts';
import type { Last } from '../slots.ts';
import { type CanaryChange, routeName, sharesOf, sideName } from './canary-change.ts';
import {
  deadSide,
  healthData,
  healthSection,
  ownerFor,
  ownerSection,
  warningsSection,
} from './canary-health.ts';
import type { Looked } from './canary-look.ts';
import { changeData, decisions } from './canary-requested.ts';
import { placeFields, routeData, sharesNow } from './canary-shown.ts';
import { type Request, reportOf } from './command.ts';
import { commandLine } from './command-line.ts';

/** What is known of changes of it; nothing in a terminal. */
export interface Known {
  last?: Last;
  /** It waits for approval. */
  pending?: CanaryChange;
}

export function describeStatus(request: Request<unknown>, looked: Looked, known: Known): Report {
  const { route, canary } = looked;
  const { last, pending } = known;
  const now = request.desk?.now().toISOString() ?? request.job.askedAt;
  const warnings = warningsSection(
    looked,
    route.sides.map(({ weight }) => weight),
  );
  const fields = [
    ...placeFields(request.cluster.name, route),
    { label: 'Changed last', value: changedLast(looked, last, now) },
    ...(pending ? [{ label: 'Asked for', value: askedFor(pending, now) }] : []),
  ];
  const sections: Section[] = [
    sharesNow(route),
    { kind: 'fields', fields },
    ...healthSection(looked),
    ...ownerSection(looked),
    ...warnings,
  ];
  const trouble = troubleIn(looked, warnings);
  return reportOf(request, {
    verdict: trouble === undefined ? 'ok' : 'problem',
    headline: headlineFor(looked, trouble),
    target: `${route.object.namespace}/${route.object.name}`,
    people: [last?.by, pending?.requester].flatMap((one) => one?.user ?? []),
    sections,
    actions: [...(pending ? decisions(pending) : []), ...(trouble ? checks(request, looked) : [])],
    data: {
      route: routeData(route, canary),
      ready: healthData(looked),
      owner: ownerFor(looked) ?? null,
      last: last ?? null,
      pending: pending ? changeData(pending) : null,
    },
    notEvaluated: looked.notEvaluated,
  });
}

function headlineFor({ route, canary }: Looked, trouble: string | undefined): string {
  const side = route.sides[canary];
  const name = side ? code(sideName(side)) : routeName(route);
  const weights = route.sides.map(({ weight }) => weight);
  const share = `${exactPercent(shareOf(weights, canary))} of ${route.rule}`;
  return trouble ? `${name} is to take ${share}, ${trouble}` : `${name} takes ${share}`;
}

/** What the weights do not say; which one it is stands below. */
function troubleIn(looked: Looked, warnings: readonly Section[]): string | undefined {
  const dead = deadSide(looked);
  const isCanary = dead === looked.route.sides[looked.canary];
  if (dead) return `but nobody answers ${isCanary ? 'there' : `at ${code(sideName(dead))}`}`;
  const isBroken = warnings.some(
    (section) => section.kind === 'marks' && section.items.some(({ mark }) => mark === 'problem'),
  );
  return isBroken ? 'but it does not work as it reads' : undefined;
}

function checks(request: Request<unknown>, { route }: Looked): Action[] {
  const words = checkedAs(route.object);
  return words ? [{ label: 'Check', command: commandLine(request, words, 'check') }] : [];
}

/** By a person, if it was written here and stands as it was written; else by what the object says. */
function changedLast({ route, whole }: Looked, last: Last | undefined, now: string): string {
  const weights = route.sides.map(({ weight }) => weight).join();
  const isOurs = last?.uid === route.object.uid && last.place === route.place;
  if (last && isOurs && last.after.join() === weights) {
    return `by ${nameOf(last.by)}, ${clock(last.at, now)} (${code(last.change)})`;
  }
  const writer = lastWriter(whole, route);
  if (!writer) return 'not known: the object does not say';
  return `by ${code(writer.manager)}, ${clock(writer.at, now)}, not through Portolan`;
}

function askedFor(change: CanaryChange, now: string): string {
  const share = exactPercent(sharesOf(change.plan).after);
  return `${share}, by ${nameOf(change.requester)}: ${waits(change, now).replace(/\.$/, '')}`;
}
