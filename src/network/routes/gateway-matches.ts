/**
 * Which HTTPRoute rule takes a request, and which of several wins.
 * https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule
 */
import type { HTTPRouteMatch } from '../../objects/http-route.ts';
import { code } from '../../report.ts';
import { hasPrefix, toPattern } from './paths.ts';
import type { Ask } from './route.ts';

/** Host, exact path, prefix length, method, headers, query parameters: greater comes first. */
export type Rank = readonly number[];

/** A rule without matches takes every path. */
export const everything: HTTPRouteMatch = {
  path: { type: 'PathPrefix', value: '/' },
  headers: [],
  queryParams: [],
};

export function rankOf(match: HTTPRouteMatch, ask: Ask): Rank | undefined {
  const { method, headers, queryParams } = match;
  const path = match.path ?? { type: 'PathPrefix', value: '/' };
  if (!takesPath(path, ask.path)) return undefined;
  if (method && method !== ask.method) return undefined;
  if (!headers.every((one) => fits(one, ask.headers.get(one.name.toLowerCase())))) return undefined;
  const queries = new Map([...ask.query].reverse());
  if (!queryParams.every((one) => fits(one, queries.get(one.name)))) return undefined;
  return [
    path.type === 'Exact' ? 1 : 0,
    path.type === 'PathPrefix' ? path.value.replace(/\/+$/, '').length : path.value.length,
    method ? 1 : 0,
    headers.length,
    queryParams.length,
  ];
}

function takesPath({ type, value }: { type: string; value: string }, asked: string): boolean {
  if (type === 'Exact') return asked === value;
  if (type === 'RegularExpression') return toPattern(`^(?:${value})$`, '')?.test(asked) ?? false;
  return hasPrefix(asked, value);
}

function fits(
  { type, value }: { type: string; value: string },
  found: string | undefined,
): boolean {
  if (found === undefined) return false;
  if (type === 'RegularExpression') return toPattern(`^(?:${value})$`, '')?.test(found) ?? false;
  return found === value;
}

/** Why the lower rank loses, by the first step in which the two differ. */
export function whyLower(winner: Rank, loser: Rank): string | undefined {
  const at = winner.findIndex((value, step) => value !== loser[step]);
  return [
    'its host is less specific',
    'an exact path comes first',
    'its path is shorter',
    'one that names the method comes first',
    'it names fewer headers',
    'it names fewer query parameters',
  ][at];
}

export function compareRanks(a: Rank, b: Rank): number {
  const at = a.findIndex((value, step) => value !== b[step]);
  return at < 0 ? 0 : (b[at] ?? 0) - (a[at] ?? 0);
}

/** "PathPrefix `/api`, method POST, header `x-a`" */
export function matchWords({ path, method, headers, queryParams }: HTTPRouteMatch): string {
  const where = `${path?.type ?? 'PathPrefix'} ${code(path?.value ?? '/')}`;
  return [
    where,
    ...(method ? [`method ${method}`] : []),
    ...headers.map(({ name, value }) => `header ${code(`${name}: ${value}`)}`),
    ...queryParams.map(({ name, value }) => `query ${code(`${name}=${value}`)}`),
  ].join(', ');
}
