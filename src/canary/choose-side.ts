/** Which side of a route is the canary: the one that is named so, by whoever asks or by its name. */
import { UserError } from '../errors.ts';
import { didYouMean, nearest } from '../network/nearest.ts';
import { code } from '../report.ts';
import type { Asked } from './asked.ts';
import { wordsFor } from './choose-words.ts';
import type { CanaryRoute, Side } from './provider.ts';
import { routeLabel } from './rules.ts';

/**
 * @param named sides that were named to mean the route
 * @throws UserError usage
 */
export function chooseSide(route: CanaryRoute, named: readonly number[], asked: Asked): number {
  if (asked.canary !== undefined) return saidSide(route, asked.canary);
  if (route.canary !== undefined) return route.canary;
  const called = route.sides.flatMap(({ name }, at) => (isCalled(name, asked.names) ? [at] : []));
  const [side, ...more] = named;
  const one = side !== undefined && more.length === 0 ? side : undefined;
  if (one !== undefined && called.includes(one)) return one;
  const [only, ...others] = called;
  const isPair = route.sides.length === 2 && others.length === 0;
  if (only !== undefined && isPair) return only;
  const isRouteToo = route.object.name === route.sides[one ?? -1]?.name;
  if (one !== undefined && only === undefined && !isRouteToo) return one;
  throw unsaid(route, asked);
}

function isCalled(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`).test(name);
  });
}

/** From the plainest: two sides of one name differ by namespace or port. */
const namesOf = ({ namespace, name, port }: Side): string[] => [
  name,
  `${namespace}/${name}`,
  ...(port === undefined ? [] : [`${name}:${port}`, `${namespace}/${name}:${port}`]),
];

/** The shortest that no other side has. */
export function sideWord(side: Side, { sides }: CanaryRoute): string {
  const others = sides.filter((one) => one !== side).flatMap(namesOf);
  return namesOf(side).find((name) => !others.includes(name)) ?? side.name;
}

function saidSide(route: CanaryRoute, text: string): number {
  const word = text.toLowerCase();
  const found = route.sides.flatMap((one, at) =>
    namesOf(one).some((name) => name.toLowerCase() === word) ? [at] : [],
  );
  const words = route.sides.map((side) => sideWord(side, route));
  const list = words.map(code).join(', ');
  const [side, ...more] = found;
  if (side === undefined) {
    throw new UserError('usage', {
      what: `${routeLabel(route)} has no backend ${code(text)}.${didYouMean(nearest(word, words))}`,
      hint: `Its backends are ${list}.`,
    });
  }
  if (more.length > 0) {
    throw new UserError('usage', {
      what: `${code(text)} are ${found.length} backends of ${routeLabel(route)}.`,
      hint: `Write one of ${list} after ${code('--canary')}.`,
    });
  }
  if (route.canary === undefined || route.canary === side) return side;
  throw new UserError('usage', {
    what: `${code(text)} is not the canary of ${routeLabel(route)}: the router itself knows that it is ${code(words[route.canary] ?? '')}.`,
    hint: `Leave ${code('--canary')} out.`,
  });
}

function unsaid(route: CanaryRoute, asked: Asked): UserError {
  const words = route.sides.map((side) => sideWord(side, route));
  const patterns = asked.names.map(code).join(' or ');
  return new UserError('usage', {
    what: `Which backend of ${routeLabel(route)} is the canary is not clear: ${words.map(code).join(', ')}.`,
    hint: `Say it with ${code('--canary <name>')}; with two backends, of which one is called ${patterns}, nobody has to.`,
    suggestions: words.map((word) => asked.line(`${wordsFor(route)} --canary ${word}`)),
  });
}
