/** What no single value of a policy shows: rules that contradict themselves, and those nobody can use. */
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { show, type Wrong, wrong } from './config-errors.ts';
import type { Path } from './config-yaml.ts';
import { fits, fitsAny, overlap } from './pattern.ts';
import { mostOf } from './people.ts';
import { PolicyRule, type Right, type Where } from './policy-rule.ts';
import { code, count } from './report.ts';

/** Read leniently; a rule that is wrong in itself is told by the schema, and left out here. */
const Rules = z.object({
  policy: z.object({ rules: z.array(z.unknown()) }),
  clusters: z.record(z.string(), z.unknown()).catch({}),
  slack: z
    .object({ channels: z.record(z.string(), z.unknown()) })
    .optional()
    .catch(undefined),
});

interface Told {
  rule: PolicyRule;
  /** The keys it was written with: what is absent has a default. */
  keys: readonly string[];
  path: Path;
}

interface Around {
  clusters: readonly string[];
  /** Absent: all. */
  channels?: readonly string[];
}

export function policyWrongs(raw: unknown): Wrong[] {
  const { data } = Rules.safeParse(raw);
  if (!data) return [];
  const clusters = Object.keys(data.clusters);
  const channels = Object.keys(data.slack?.channels ?? { '*': {} });
  const around = { clusters, ...(!channels.includes('*') && { channels }) };
  const all = data.policy.rules.flatMap((value, index): Told[] => {
    const { data: rule } = PolicyRule.safeParse(value);
    if (!rule) return [];
    return [{ rule, keys: Object.keys(Object(value)), path: ['policy', 'rules', index] }];
  });
  return [
    ...sameNames(all),
    ...all.flatMap((one) => [
      ...nobody(one),
      ...misplaced(one),
      ...unbounded(one),
      ...strangers(one, around),
    ]),
    // A rule that could not be read might be the one that names approvers.
    ...(all.length === data.policy.rules.length ? unapprovable(all, clusters) : []),
  ];
}

const may = ({ rule }: Told, right: Right) => rule.may.includes(right);

function sameNames(all: readonly Told[]): Wrong[] {
  return all
    .filter(({ rule }, at) => all.findIndex((other) => other.rule.name === rule.name) < at)
    .map(({ rule, path }) => wrong([...path, 'name'], `${code(rule.name)} is given twice`));
}

/** People that nobody is one of. */
function nobody(one: Told): Wrong[] {
  const { rule, path } = one;
  const { who, approvals } = rule;
  const isNamed = who.users !== undefined || who.groups !== undefined;
  const isSomebody = isNamed || (who.channels !== undefined && !may(one, 'approve'));
  const expected = may(one, 'approve')
    ? 'expected users or groups, because who approves is named'
    : 'expected users, groups or channels';
  const from = approvals.from;
  const isFromNobody = from !== undefined && !from.users && !from.groups;
  const fromPath = [...path, 'approvals', 'from'];
  return [
    ...(isSomebody ? [] : [wrong([...path, 'who'], `${expected}; found ${show(who)}`)]),
    ...(isFromNobody ? [wrong(fromPath, `expected users or groups, found ${show(from)}`)] : []),
  ];
}

/** What a rule has that says nothing of them: as a built configuration spells it out. */
const usual = PolicyRule.parse({ name: 'usual', may: ['canary'], who: {} });

/** Keys that say nothing for the rights the rule gives. */
function misplaced(one: Told): Wrong[] {
  const { rule, keys, path } = one;
  const ofCanary = (['limits', 'approvals'] as const).filter(
    (key) => keys.includes(key) && !isDeepStrictEqual(rule[key], usual[key]),
  );
  const ofRead = (['namespaces', 'routes'] as const).filter((key) => rule.where[key]);
  const canary = code('may: [canary]');
  const narrow = 'which namespaces are read, RBAC in the cluster says';
  return [
    ...(may(one, 'canary') ? [] : ofCanary).map((key) =>
      wrong([...path, key], `counts only with ${canary}`),
    ),
    ...(may(one, 'read') ? ofRead : []).map((key) =>
      wrong([...path, 'where', key], `counts only with ${canary} or ${code('approve')}; ${narrow}`),
    ),
    ...(may(one, 'read') && rule.may.length > 1
      ? [wrong([...path, 'may'], `${code('read')} stands in a rule of its own`)]
      : []),
  ];
}

/** Who may change things everywhere has to have been meant. */
function unbounded(one: Told): Wrong[] {
  const { rule, path } = one;
  if (may(one, 'read') || rule.where.namespaces) return [];
  return [wrong([...path, 'where', 'namespaces'], "missing; expected a list, ['*'] for all")];
}

/** Clusters and channels that are named nowhere else, so that the rule would never count. */
function strangers({ rule, path }: Told, { clusters, channels }: Around): Wrong[] {
  const oneOf = (names: readonly string[]) => `expected one of ${names.map(code).join(', ')}`;
  const ofClusters = (rule.where.clusters ?? []).flatMap((pattern, at) =>
    clusters.some((name) => fits(pattern, name))
      ? []
      : [wrong([...path, 'where', 'clusters', at], `${oneOf(clusters)}, found ${show(pattern)}`)],
  );
  const ofChannels = (rule.who.channels ?? []).flatMap((id, at) => {
    if (!channels || id === '*' || channels.includes(id)) return [];
    const text = `${oneOf(channels)} of slack.channels, found ${show(id)}`;
    return [wrong([...path, 'who', 'channels', at], text)];
  });
  return [...ofClusters, ...ofChannels];
}

/** Changes that could be asked for, and never be approved. */
function unapprovable(all: readonly Told[], clusters: readonly string[]): Wrong[] {
  const approving = all.filter((one) => may(one, 'approve'));
  const asking = all.filter((one) => may(one, 'canary'));
  return asking.flatMap(({ rule: { where, approvals }, path }) => {
    const there = approving.filter(({ rule }) => meet(rule.where, where, clusters));
    const named = there.map(({ rule }) => rule.who);
    const most = mostOf(named, approvals.from);
    if (most >= approvals.count) return [];
    const few = most === 0 ? 'nobody is' : `only ${count(most, 'person is', 'people are')}`;
    const needs = `needs ${count(approvals.count, 'approval')}`;
    return [wrong(path, `${needs}, but ${few} named who may ${code('approve')} there`)];
  });
}

/** Whether a route can be in both places. */
function meet(a: Where, b: Where, clusters: readonly string[]): boolean {
  const either = (some: readonly string[] = ['*'], others: readonly string[] = ['*']) =>
    some.some((one) => others.some((other) => overlap(one, other)));
  return (
    clusters.some((name) => fitsAny(a.clusters, name) && fitsAny(b.clusters, name)) &&
    either(a.namespaces, b.namespaces) &&
    either(a.routes, b.routes)
  );
}
