/**
 * What annotations of ingress-nginx do to a request.
 * https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/
 */
import type { Ingress } from '../../objects/ingress.ts';
import { code } from '../../report.ts';
import type { Entry } from './ingress-entries.ts';
import { corsEffects } from './ingress-nginx-cors.ts';
import type { Ask, Effect } from './route.ts';

export function setting({ metadata }: Ingress, name: string): string | undefined {
  return metadata.annotations[`nginx.ingress.kubernetes.io/${name}`];
}

interface Way {
  isRegex: boolean;
  backendPath: string;
}

export function effectsOf({ ingress, path }: Entry, ask: Ask, way: Way): Effect[] {
  return [
    ...rewriteEffects(ingress, path, ask, way),
    ...corsEffects((name) => setting(ingress, name)),
    ...plainEffects(ingress),
    ...(way.isRegex ? [regexEffect(ask.host)] : []),
  ];
}

function rewriteEffects(ingress: Ingress, path: string, ask: Ask, way: Way): Effect[] {
  const target = setting(ingress, 'rewrite-target');
  if (!target || way.backendPath === ask.path) return [];
  const text = `${code(ask.path)} reaches the backend as ${code(way.backendPath)} (${code(`rewrite-target: ${target}`)})`;
  if (/\$\d/.test(target)) return [{ label: 'Rewrite', mark: 'ok', text }];
  const advice = `every path under ${code(path)} becomes ${code(target)}; to keep the rest, capture it, such as path ${code(`${path.replace(/\/+$/, '')}(/|$)(.*)`)} with pathType ImplementationSpecific and ${code('rewrite-target: /$2')}`;
  return [{ label: 'Rewrite', mark: 'warning', text: `${text}: ${advice}` }];
}

function regexEffect(host: string): Effect {
  const text = `an Ingress of this host has ${code('use-regex')} or ${code('rewrite-target')}, so all paths of ${code(host)} are case-insensitive expressions open at the end: ${code('/foo')} takes ${code('/foobar')} too`;
  return { label: 'Paths', mark: 'ok', text };
}

type Words = (value: string) => string | undefined;
const unless =
  (usual: string, words: Words): Words =>
  (value) =>
    value.toUpperCase() === usual.toUpperCase() ? undefined : words(value);

/** In the order nginx applies them. */
const plain: readonly { name: string; label: string; words: Words; isOpen?: true }[] = [
  {
    name: 'whitelist-source-range',
    label: 'Sources',
    words: (value) => `only from ${code(value)}; everybody else gets 403`,
  },
  {
    name: 'allowlist-source-range',
    label: 'Sources',
    words: (value) => `only from ${code(value)}; everybody else gets 403`,
  },
  {
    name: 'denylist-source-range',
    label: 'Sources',
    words: (value) => `not from ${code(value)}, which gets 403`,
  },
  {
    name: 'auth-url',
    label: 'Auth',
    words: (value) => `${code(value)} is asked first and may answer 401 or 403`,
  },
  { name: 'auth-type', label: 'Auth', words: (value) => `${value} authentication comes first` },
  {
    name: 'limit-rps',
    label: 'Limit',
    words: (value) => `${value} requests a second for each client, beyond that 503`,
  },
  {
    name: 'upstream-vhost',
    label: 'Host',
    words: (value) => `the backend sees the host ${code(value)}`,
  },
  {
    name: 'backend-protocol',
    label: 'Protocol',
    words: unless('HTTP', (value) => `the backend is spoken to in ${value.toUpperCase()}`),
  },
  {
    name: 'mirror-target',
    label: 'Mirror',
    words: (value) => `a copy of each request goes to ${code(value)}`,
  },
  {
    name: 'service-upstream',
    label: 'Upstream',
    words: unless('false', () => 'goes to the cluster IP, where kube-proxy chooses the pod'),
  },
  {
    name: 'configuration-snippet',
    label: 'Snippet',
    words: () => '`configuration-snippet` is not evaluated; it may change anything',
    isOpen: true,
  },
  {
    name: 'server-snippet',
    label: 'Snippet',
    words: () => '`server-snippet` is not evaluated; it may change anything',
    isOpen: true,
  },
];

function plainEffects(ingress: Ingress): Effect[] {
  return plain.flatMap(({ name, label, words, isOpen }): Effect[] => {
    const value = setting(ingress, name);
    const text = value ? words(value) : undefined;
    return text ? [{ label, mark: isOpen ? 'unknown' : 'ok', text }] : [];
  });
}

/** Redirects come before any backend. */
export function answerOf({ ingress }: Entry, ask: Ask): string | undefined {
  const temporal = setting(ingress, 'temporal-redirect');
  if (temporal) return `302 to ${code(temporal)}`;
  const permanent = setting(ingress, 'permanent-redirect');
  const status = setting(ingress, 'permanent-redirect-code') ?? '301';
  if (permanent) return `${status} to ${code(permanent)}`;
  const root = setting(ingress, 'app-root');
  return root && ask.path === '/' ? `302 to ${code(root)}` : undefined;
}
