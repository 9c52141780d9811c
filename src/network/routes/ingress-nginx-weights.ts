/**
 * Weights and rules of a canary that let through less than they seem to.
 * https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#canary
 */
import type { Ingress } from '../../objects/ingress.ts';
import { code } from '../../report.ts';
import { sourceOf } from './ingress-entries.ts';
import { canaryWeight } from './ingress-nginx-canary.ts';
import { setting } from './ingress-nginx-effects.ts';
import { toPattern } from './paths.ts';
import { annotate, type RuleTrouble } from './trouble.ts';

const prefix = 'nginx.ingress.kubernetes.io/';

export function weightTroubles(canary: Ingress): RuleTrouble[] {
  return [...noShare(canary), ...ruleFirst(canary), ...totals(canary), ...valueAlone(canary)];
}

function trouble(
  canary: Ingress,
  name: string,
  words: Pick<RuleTrouble, 'gravity' | 'summary' | 'fix' | 'kubectl'>,
): RuleTrouble {
  const field = `metadata.annotations[${prefix}${name}]`;
  return { ...words, at: sourceOf(canary), field, value: setting(canary, name) ?? 'none' };
}

const hasRule = (canary: Ingress) =>
  Boolean(setting(canary, 'canary-by-header') || setting(canary, 'canary-by-cookie'));

/** A weight of 0 may be meant so: the state before a canary begins, and after one was taken back. */
function noShare(canary: Ingress): RuleTrouble[] {
  const text = setting(canary, 'canary-weight');
  const isNumber = text !== undefined && /^[+-]?\d+$/.test(text);
  if (text !== undefined && !isNumber) {
    const gravity = hasRule(canary) ? 'weakens' : 'breaks';
    const number = /\d+/.exec(text)?.[0];
    const summary = `${code(`canary-weight: ${text}`)} is no whole number, and counts as 0`;
    const fix = `Write ${number ? `"${number}"` : 'a number'}, without anything else.`;
    return [trouble(canary, 'canary-weight', { gravity, summary, fix })];
  }
  if (canaryWeight(canary).weight > 0 || hasRule(canary)) return [];
  const kubectl = annotate(sourceOf(canary), `${prefix}canary-weight`, '10');
  const fix = `Set ${code(`${prefix}canary-weight`)} to its share of 100.`;
  const summary =
    text === undefined
      ? 'it gets nothing: it has no weight, and no header or cookie rule'
      : `it gets nothing: its weight is ${text}, and it has no header or cookie rule`;
  const gravity = text === undefined ? 'breaks' : 'weakens';
  return [trouble(canary, 'canary-weight', { gravity, summary, fix, kubectl })];
}

/** A header value or pattern only lets more in; a bare name lets `never` keep requests out. */
function ruleFirst(canary: Ingress): RuleTrouble[] {
  if (canaryWeight(canary).weight === 0) return [];
  const header = setting(canary, 'canary-by-header');
  const isBare =
    !setting(canary, 'canary-by-header-value') && !setting(canary, 'canary-by-header-pattern');
  const cookie = setting(canary, 'canary-by-cookie');
  const rules = [
    ...(header && isBare ? [`the header ${code(header)}`] : []),
    ...(cookie ? [`the cookie ${code(cookie)}`] : []),
  ];
  if (rules.length === 0) return [];
  const name = header && isBare ? 'canary-by-header' : 'canary-by-cookie';
  const summary = `${rules.join(', then ')} decides before the weight: ${code('always')} goes to the canary and ${code('never')} to the primary, so that its share holds for the other requests only`;
  const fix = `Look at what your clients send; without the annotation ${code(prefix + name)} the weight holds for all.`;
  return [trouble(canary, name, { gravity: 'weakens', summary, fix })];
}

function totals(canary: Ingress): RuleTrouble[] {
  const text = setting(canary, 'canary-weight-total');
  const { weight, total } = canaryWeight(canary);
  if (text === undefined || Number(text) >= total || weight === 0) return [];
  const why = /^[+-]?\d+$/.test(text) ? 'as all totals up to 100 do' : 'being no whole number';
  const summary = `${code(`canary-weight-total: ${text}`)} counts as ${total}, ${why}: it takes ${weight} of ${total} requests`;
  const fix = `Say the weight as a share of 100, or a total above 100.`;
  return [trouble(canary, 'canary-weight-total', { gravity: 'weakens', summary, fix })];
}

function valueAlone(canary: Ingress): RuleTrouble[] {
  const name = ['canary-by-header-value', 'canary-by-header-pattern'].find((one) =>
    setting(canary, one),
  );
  if (name === undefined) return [];
  if (setting(canary, 'canary-by-header')) return patternTroubles(canary);
  const summary = `${code(name)} does nothing without ${code('canary-by-header')}`;
  const fix = `Name the header in ${code(`${prefix}canary-by-header`)}.`;
  return [trouble(canary, name, { gravity: 'weakens', summary, fix })];
}

/** Source: route_to_alternative_balancer in rootfs/etc/nginx/lua/balancer.lua. */
function patternTroubles(canary: Ingress): RuleTrouble[] {
  const name = 'canary-by-header-pattern';
  const pattern = setting(canary, name);
  if (!pattern) return [];
  if (setting(canary, 'canary-by-header-value')) {
    const summary = `${code(name)} does nothing beside ${code('canary-by-header-value')}, which alone decides`;
    const fix = 'Take one of the two away.';
    return [trouble(canary, name, { gravity: 'weakens', summary, fix })];
  }
  // What nginx's expressions have beyond JavaScript's is left alone.
  if (toPattern(pattern, '') || /\(\?|[+*?}]\+/.test(pattern)) return [];
  const gravity = canaryWeight(canary).weight > 0 ? 'weakens' : 'breaks';
  const summary = `${code(`${name}: ${pattern}`)} is no regular expression: requests with the header ${code(setting(canary, 'canary-by-header') ?? '')} never get to the canary`;
  return [trouble(canary, name, { gravity, summary, fix: 'Mend the expression.' })];
}
