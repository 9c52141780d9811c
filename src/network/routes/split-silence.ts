/**
 * Why one side of a split gets nothing, where weights stand in one place: Gateway API, Traefik and
 * AWS load balancers.
 */
import type { Ingress } from '../../objects/ingress.ts';
import { code } from '../../report.ts';
import { type AlbAction, actionOf, albSetting } from './aws-alb-actions.ts';
import { backendOf, defaultEntry, entriesOf, sourceOf } from './ingress-entries.ts';
import type { Effect, Named, RouteBackend } from './route.ts';
import { percent } from './split.ts';
import { gravest, type RuleTrouble } from './trouble.ts';

export interface Split {
  source: Named;
  rule: string;
  split: readonly RouteBackend[];
  effects: readonly Effect[];
}

/** The one that is named so; else the one with the least. */
export function canaryIn(split: readonly RouteBackend[]): RouteBackend | undefined {
  if (split.length < 2) return undefined;
  const named = split.find(({ name }) => /canary/i.test(name));
  return named ?? split.toSorted((a, b) => a.share - b.share)[0];
}

const nameOf = ({ namespace, name, port }: RouteBackend) =>
  `${code(`${namespace}/${name}`)}${port === undefined ? '' : ` port ${port}`}`;

/** `shop/api-canary` takes 20 % of …*/
export function shareWords({ rule, split }: Split): string {
  const canary = canaryIn(split);
  return canary ? `${nameOf(canary)} takes ${percent(canary.share)} of ${rule}` : rule;
}

/** The gravest first; none: every side gets its share. */
export function splitSilences(one: Split): RuleTrouble[] {
  const { split } = one;
  const canary = canaryIn(split);
  if (!canary) return [];
  return gravest([
    ...shareTroubles(one, canary),
    ...twice(one),
    ...brokenSides(one),
    ...sticky(one),
  ]);
}

function shareTroubles(one: Split, canary: RouteBackend): RuleTrouble[] {
  const { source, rule, split } = one;
  const base = { at: source, field: 'weight', value: weights(split) };
  if (split.every(({ share }) => share === 0)) {
    return [
      {
        ...base,
        gravity: 'breaks',
        summary: `all weights of ${rule} are 0: nobody gets its requests, which fail`,
        fix: 'Give at least one side a weight above 0.',
      },
    ];
  }
  if (canary.share > 0) return [];
  return [
    {
      ...base,
      gravity: 'weakens',
      summary: `${nameOf(canary)} gets nothing of ${rule}: its weight is 0`,
      fix: 'Give it a weight above 0, once it should take requests.',
    },
  ];
}

const weights = (split: readonly RouteBackend[]) =>
  split.map(({ name, weight }) => `${name}: ${weight}`).join(', ');

/** Of the same name they may still differ by port or namespace, as Traefik has it. */
function twice({ source, rule, split }: Split): RuleTrouble[] {
  const keys = split.map(
    ({ kind, namespace, name, port }) => `${kind} ${namespace}/${name}:${port}`,
  );
  const at = keys.findIndex((key, index) => keys.indexOf(key) !== index);
  const same = split[at];
  if (!same) return [];
  return [
    {
      gravity: 'weakens',
      summary: `both sides of ${rule} are ${nameOf(same)}: whatever the weights are, the same pods answer`,
      at: source,
      field: 'backends',
      value: weights(split),
      fix: 'Name the Service of the canary’s own pods; two entries of one name have to differ by port or namespace.',
    },
  ];
}

function brokenSides({ source, rule, split }: Split): RuleTrouble[] {
  const broken = split.filter(({ trouble, share }) => trouble !== undefined && share > 0);
  return broken.map((side) => ({
    gravity: 'breaks',
    summary: `${nameOf(side)} cannot answer its ${percent(side.share)} of ${rule}: ${side.trouble ?? ''}`,
    at: source,
    field: 'backend',
    value: `${side.kind} ${side.namespace}/${side.name}`,
    fix: 'Mend what is named, or set its weight to 0 until it works.',
  }));
}

function sticky({ source, rule, effects }: Split): RuleTrouble[] {
  return effects
    .filter(({ label }) => label === 'Affinity')
    .map(({ text }) => ({
      gravity: 'weakens',
      summary: `${rule}: ${text}`,
      at: source,
      field: 'stickiness',
      value: 'enabled',
      fix: 'Take the stickiness away, if the share should hold for all requests.',
    }));
}

/** Weights of an AWS load balancer that no path leads to. */
export function unusedSplits(ingress: Ingress): RuleTrouble[] {
  const used = [...entriesOf(ingress), ...defaultEntry(ingress)]
    .map(backendOf)
    .flatMap(({ name, port }) => (port === 'use-annotation' ? [name] : []));
  const start = 'alb.ingress.kubernetes.io/actions.';
  return Object.keys(ingress.metadata.annotations).flatMap((key): RuleTrouble[] => {
    const name = key.slice(start.length);
    if (!key.startsWith(start) || used.includes(name)) return [];
    if (groupsOf(actionOf(ingress, name)) < 2) return [];
    return [
      {
        gravity: 'breaks',
        summary: `the weights in ${code(`actions.${name}`)} count for nothing: no path has the Service ${code(name)} with port ${code('use-annotation')}`,
        at: sourceOf(ingress),
        field: `metadata.annotations[${key}]`,
        value: albSetting(ingress, `actions.${name}`) ?? '',
        fix: `Let the path name the Service ${code(name)} with port name ${code('use-annotation')}.`,
      },
    ];
  });
}

const groupsOf = (action: AlbAction | string) =>
  typeof action === 'string' ? 0 : (action.forwardConfig?.targetGroups.length ?? 0);
