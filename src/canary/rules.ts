/** How people name one rule of a route: by its number, as they count, or by what it matches. */
import { code } from '../report.ts';
import type { CanaryRoute } from './provider.ts';

/** As it is typed after `--rule`; undefined where the object has one place only. */
export function ruleWord({ place }: CanaryRoute): string | undefined {
  const [, index] = /^(?:rules|routes)\/(\d+)$/.exec(place) ?? [];
  if (index !== undefined) return String(Number(index) + 1);
  return /^actions\.(.+)$/.exec(place)?.[1];
}

/** "HTTPRoute `shop/web`, rule 1: `shop.example.com` with PathPrefix `/api`" */
export function routeLabel(route: CanaryRoute): string {
  const { kindName, namespace, name } = route.object;
  const word = ruleWord(route);
  const isAction = route.place.startsWith('actions.');
  const which = word === undefined ? '' : isAction ? `, action ${code(word)}` : `, rule ${word}`;
  return `${kindName} ${code(`${namespace}/${name}`)}${which}: ${route.rule}`;
}

/** A name that one of them has whole counts before a part of others' names: `/api` before `/api/v2`. */
export function isRule(route: CanaryRoute, text: string, all: readonly CanaryRoute[]): boolean {
  const isWhole = (one: CanaryRoute) => ruleWord(one) === text || namesIn(one).includes(text);
  if (all.some(isWhole)) return isWhole(route);
  return text !== '' && route.rule.includes(text);
}

/** What stands between backticks. */
const namesIn = ({ rule }: CanaryRoute): string[] =>
  rule.split('`').filter((_, index) => index % 2 === 1);
