/** What findings about HTTPRoutes and their Gateways have in common. */
import { conditionText, isStale } from '../network/routes/gateway-conditions.ts';
import { everything, matchWords } from '../network/routes/gateway-matches.ts';
import type { RouteObjects } from '../network/routes/route.ts';
import type { Condition } from '../objects/condition.ts';
import type { Gateway } from '../objects/gateway.ts';
import type { HTTPRoute } from '../objects/http-route.ts';
import { code } from '../report.ts';
import type { Advised, Evidence, Finding } from './check.ts';
import { ok, skipped } from './findings.ts';
import { ofRules } from './rule-findings.ts';
import { type RuleSubject, type RuleView, ruleNeeds, ruleWants } from './rule-subject.ts';
import type { Target } from './target.ts';

/** Beside its own needs: what tells which route is meant. */
export const routeWants = [...ruleNeeds, ...ruleWants] as const;

export function ofRoute(
  view: RuleView,
  target: Target,
  check: (route: HTTPRoute, objects: RouteObjects, subject: RuleSubject) => Finding,
): Finding {
  return ofRules(view, target, (subject, objects) =>
    subject.kind === 'httproute'
      ? check(subject.object, objects, subject)
      : skipped('only HTTPRoutes hang on a Gateway'),
  );
}

/** Of a request that was asked about, the rule that takes it; of a route, all. By their index. */
export function isMeant({ spec }: HTTPRoute, subject: RuleSubject, { rules }: Target) {
  const [own] = rules?.kind === 'url' ? subject.ways.flatMap((way) => way.own ?? []) : [];
  return (index: number): boolean => {
    const { matches = [] } = spec.rules[index] ?? {};
    const words = (matches.length > 0 ? matches : [everything]).map(matchWords);
    return own === undefined || words.some((one) => own.rule.endsWith(` with ${one}`));
  };
}

type Named = Pick<HTTPRoute, 'metadata'>;

/** `shop/web`, with backticks. */
export const placeOf = ({ namespace, name }: { namespace: string; name: string }): string =>
  code(namespace ? `${namespace}/${name}` : name);

/** `gateway shop/web`; classes have no namespace. */
export function evidence(resource: string, { metadata }: Named, field: string, value: string) {
  const { namespace, name } = metadata;
  return { object: `${resource} ${namespace ? `${namespace}/` : ''}${name}`, field, value };
}

/** @param field such as `status.conditions` */
export const said = (
  resource: string,
  object: Named,
  field: string,
  condition: Condition,
): Evidence => evidence(resource, object, `${field}[${condition.type}]`, conditionText(condition));

/** For a sentence that rests on a condition of an earlier version; '' where it is up to date. */
export const asOf = (condition: Condition, { metadata }: Named): string =>
  isStale(condition, metadata.generation)
    ? ' (said of an earlier version: the latest change was not looked at yet)'
    : '';

/** `kubectl get httproute shop -n shop -o yaml` */
export const show = (resource: string, { metadata: { namespace, name } }: Named): string =>
  `kubectl get ${resource} ${name}${namespace ? ` -n ${namespace}` : ''} -o yaml`;

/** One line that changes fields by their place. */
export function change(
  resource: string,
  { metadata: { namespace, name } }: Named,
  path: string,
  value: unknown,
): string {
  const patch = JSON.stringify([{ op: 'add', path, value }]);
  return `kubectl patch ${resource} ${name} -n ${namespace} --type json -p '${patch}'`;
}

const order = ['problem', 'warning', 'unknown', 'ok', 'skipped'] as const;

/** Of several findings the worst are told, each once; nothing was found where there are none. */
export function worst(findings: readonly Finding[]): Finding {
  const status = order.find((one) => findings.some((finding) => finding.status === one));
  const [first, ...more] = findings.filter((finding) => finding.status === status);
  if (!first) return skipped('there is nothing to look at');
  return more.reduce(joined, first);
}

function joined(a: Finding, b: Finding): Finding {
  if (a.summary === b.summary) return a;
  const isClosed = /[.?]$/.test(a.summary);
  const summary = `${a.summary}${isClosed ? ' Besides, ' : '; '}${b.summary}`;
  const both = { summary, evidence: [...(a.evidence ?? []), ...(b.evidence ?? [])] };
  if (!isAdvised(a) || !isAdvised(b)) return { ...a, ...both };
  return { ...a, ...both, ...causesOf(a, b) };
}

const isAdvised = (finding: Finding): finding is Finding & Advised => 'fix' in finding;

/** If one of them stands on its own, so does the whole. */
function causesOf(a: Advised, b: Advised): Pick<Advised, 'causedBy'> {
  const all = [a, b].flatMap(({ causedBy }) => (causedBy ? [causedBy] : []));
  if (all.some((one) => one.length === 0)) return { causedBy: [] };
  return all.length < 2 ? {} : { causedBy: [...new Set(all.flat())] };
}

/** Where others do the same work, what is broken is no more than a warning. */
export const milder = (finding: Finding): Finding =>
  finding.status === 'problem' ? { ...finding, status: 'warning' } : finding;

export const programmedWords = (gateway: Gateway): Finding => {
  const addresses = (gateway.status?.addresses ?? []).map(({ value }) => code(value));
  const at = addresses.length > 0 ? `, at ${addresses.join(' and ')}` : '';
  return ok(`Gateway ${placeOf(gateway.metadata)} is accepted and programmed${at}`);
};
