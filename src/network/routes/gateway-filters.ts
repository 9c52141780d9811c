/** What filters of an HTTPRoute rule do. https://gateway-api.sigs.k8s.io/reference/spec/#httproutefilter */

import type { HTTPRouteMatch } from '../../objects/http-route.ts';
import type { HTTPRouteFilter } from '../../objects/http-route-filter.ts';
import { code } from '../../report.ts';
import type { Ask, Effect } from './route.ts';

type Modifier = NonNullable<NonNullable<HTTPRouteFilter['urlRewrite']>['path']>;

export function rewrittenBy(
  filters: readonly HTTPRouteFilter[],
  match: HTTPRouteMatch,
  asked: string,
): string {
  const found = filters.find(({ urlRewrite }) => urlRewrite?.path)?.urlRewrite?.path;
  return found ? changed(found, match, asked) : asked;
}

/** A prefix is replaced by path elements: neither `//` nor an empty path comes out. */
function changed(
  { type, replaceFullPath, replacePrefixMatch }: Modifier,
  match: HTTPRouteMatch,
  asked: string,
): string {
  if (type === 'ReplaceFullPath') return replaceFullPath || '/';
  const prefix = (match.path?.value ?? '/').replace(/\/+$/, '');
  const rest = asked.slice(prefix.length);
  const path = `${(replacePrefixMatch ?? '').replace(/\/+$/, '')}${rest}`;
  return path.startsWith('/') ? path : `/${path}`;
}

export function redirectOf(
  filters: readonly HTTPRouteFilter[],
  match: HTTPRouteMatch,
  ask: Ask,
): string | undefined {
  const found = filters.find(({ requestRedirect }) => requestRedirect)?.requestRedirect;
  if (!found) return undefined;
  const { scheme, hostname, port, path, statusCode } = found;
  const target = path ? changed(path, match, ask.path) : ask.path;
  const where = `${scheme ?? ask.scheme}://${hostname ?? ask.host}${port ? `:${port}` : ''}`;
  return `${statusCode} to ${code(`${where}${target}`)}`;
}

export function filterEffects(
  filters: readonly HTTPRouteFilter[],
  ask: Ask,
  backendPath: string,
): Effect[] {
  const rewrite =
    backendPath === ask.path
      ? []
      : [good('Rewrite', `${code(ask.path)} reaches the backend as ${code(backendPath)}`)];
  return [...rewrite, ...filters.flatMap(filterEffect)];
}

function filterEffect(filter: HTTPRouteFilter): Effect[] {
  const { urlRewrite, requestHeaderModifier, responseHeaderModifier, requestMirror } = filter;
  const host = urlRewrite?.hostname;
  const mirror = requestMirror?.backendRef;
  return [
    ...(host ? [good('Host', `the backend sees the host ${code(host)}`)] : []),
    ...headerEffect('Request headers', requestHeaderModifier),
    ...headerEffect('Answer headers', responseHeaderModifier),
    ...(mirror ? [good('Mirror', `a copy of requests goes to ${code(mirror.name)}`)] : []),
    ...corsEffect(filter.cors),
    ...extensionEffect(filter.extensionRef),
  ];
}

function headerEffect(label: string, change: HTTPRouteFilter['requestHeaderModifier']): Effect[] {
  if (!change) return [];
  const names = (all: readonly { name: string }[]) => all.map(({ name }) => code(name)).join(', ');
  const parts = [
    change.set.length > 0 && `sets ${names(change.set)}`,
    change.add.length > 0 && `adds ${names(change.add)}`,
    change.remove.length > 0 && `removes ${change.remove.map((name) => code(name)).join(', ')}`,
  ];
  const text = parts.filter(Boolean).join('; ');
  return text ? [good(label, text)] : [];
}

function corsEffect(cors: HTTPRouteFilter['cors']): Effect[] {
  if (!cors) return [];
  if (!cors.allowOrigins.includes('*')) {
    const origins = cors.allowOrigins.map((one) => code(one)).join(', ') || 'no other website';
    return [good('CORS', `scripts of ${origins} may read the answer`)];
  }
  const text = 'scripts of any website may read the answer. Name the origins that need it';
  return [{ label: 'CORS', mark: 'warning', text }];
}

function extensionEffect(reference: HTTPRouteFilter['extensionRef']): Effect[] {
  if (!reference) return [];
  const text = `${reference.kind} ${code(reference.name)} is not evaluated; it may change anything`;
  return [{ label: 'Filter', mark: 'unknown', text }];
}

const good = (label: string, text: string): Effect => ({ label, mark: 'ok', text });
