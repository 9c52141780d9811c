/**
 * Requests that a rule is meant for, to find out whether it gets them: its path itself, and something
 * below it, as an Exact rule beside it may rightly take the one or the other.
 */
import type { HTTPRouteMatch } from '../../objects/http-route.ts';
import { toPattern } from './paths.ts';
import type { Ask } from './route.ts';

/** RFC 6761 keeps it free: no other rule names it. */
const someHost = 'any-host.invalid';
const below = 'some-path';

export interface Typical {
  /** '' and `*.` take what nobody else names. */
  host: string;
  paths: readonly string[];
  method?: string;
  headers?: readonly (readonly [name: string, value: string])[];
  query?: readonly (readonly [name: string, value: string])[];
  /** Which of the two is asked first. */
  hasTls: boolean;
}

export function typicalAsks({ host, paths, hasTls, ...more }: Typical): Ask[] {
  const schemes: Ask['scheme'][] = hasTls ? ['https', 'http'] : ['http', 'https'];
  return schemes.flatMap((scheme) =>
    paths.map((path) => ({
      scheme,
      isSchemeGiven: true,
      host: hostLike(host),
      port: scheme === 'https' ? 443 : 80,
      path,
      query: more.query ?? [],
      method: more.method ?? 'GET',
      headers: new Map(more.headers?.map(([name, value]) => [name.toLowerCase(), value])),
    })),
  );
}

const hostLike = (host: string) =>
  host === '' ? someHost : host.toLowerCase().replace(/^\*/, 'some-host');

/** What `Exact` takes, or a prefix. */
export function pathsLike(path: string, isExact: boolean): string[] {
  return isExact ? [path] : [path, `${path.replace(/\/+$/, '')}/${below}`];
}

/** The text before the first sign that is none of a path, with what may follow it. */
export function pathsMatching(pattern: string): string[] {
  const [start = ''] = /^[^\\^$.*+?()[\]{}|]*/.exec(pattern.replace(/^\^/, '')) ?? [];
  const tries = [start, `${start}/`, `${start}/${below}`, `${start}${below}`, `${start}1`];
  const expression = toPattern(`^(?:${pattern})`, 'i');
  return tries.filter((path) => path.startsWith('/') && expression?.test(path));
}

/** Nobody can guess a request that meets an expression of a header. */
export function requestFor(
  { path, method, headers, queryParams }: HTTPRouteMatch,
  host: string,
): Omit<Typical, 'hasTls'> | undefined {
  if ([...headers, ...queryParams].some(({ type }) => type !== 'Exact')) return undefined;
  const { type = 'PathPrefix', value = '/' } = path ?? {};
  const paths =
    type === 'RegularExpression' ? pathsMatching(`${value}$`) : pathsLike(value, type === 'Exact');
  return {
    host,
    paths,
    ...(method && { method }),
    headers: headers.map(({ name, value }) => [name, value]),
    query: queryParams.map(({ name, value }) => [name, value]),
  };
}
