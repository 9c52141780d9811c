/** What a person typed to mean a route, taken apart. */
import { UserError } from '../errors.ts';
import { parseTarget, toLabel } from '../network/target.ts';
import type { Kind } from '../objects/registry.ts';
import { code } from '../report.ts';

export interface Asked {
  /** `shop`, `shop/api-canary`, `httproute/shop`, `svc/api-canary`, … */
  target: string;
  /** A rule by its number, or by its path or host. */
  rule?: string;
  /** The backend that is the canary. */
  canary?: string;
  /** What `-n` said. */
  namespace: string | undefined;
  /** What the channel or the configuration says, if nobody else does. */
  fallbackNamespace: string | undefined;
  /** Such as `cluster.local`. */
  clusterDomain: string;
  /** What canaries are called, with `*` for whatever: `*-canary`. */
  names: readonly string[];
  /** The whole command, asked of these words instead: for suggestions. */
  line(words: string): string;
  /** Another command about the same cluster. */
  other(command: string, words: string): string;
}

/** What is meant by it; without a kind, an object or a backend. */
export interface Meant {
  kind?: Kind;
  namespace?: string;
  name: string;
}

/** As kubectl takes them; a group may follow, as in `httproute.gateway.networking.k8s.io/shop`. */
const kindWords: ReadonlyMap<string, Kind> = new Map([
  ['ingress', 'ingresses'],
  ['ingresses', 'ingresses'],
  ['ing', 'ingresses'],
  ['httproute', 'httproutes'],
  ['httproutes', 'httproutes'],
  ['route', 'httproutes'],
  ['traefikservice', 'traefikservices'],
  ['traefikservices', 'traefikservices'],
  ['ingressroute', 'ingressroutes'],
  ['ingressroutes', 'ingressroutes'],
  ['service', 'services'],
  ['services', 'services'],
  ['svc', 'services'],
]);

/** @throws UserError usage: not a name, or two namespaces */
export function meantBy(asked: Asked): Meant {
  const text = asked.target.trim().toLowerCase();
  const [first = '', ...rest] = text.split('/');
  const kind = rest.length > 0 ? kindWords.get(first.replace(/\..*$/, '')) : undefined;
  const bare = kind ? rest.join('/') : text;
  const hints = { flag: asked.namespace, fallback: asked.fallbackNamespace };
  if (kind === 'services' || /^[^/]+\.svc(\.|$)/.test(bare)) {
    const found = parseTarget(bare, { ...hints, clusterDomain: asked.clusterDomain });
    return { kind: 'services', ...found };
  }
  const parts = bare.split('/');
  const name = parts.pop() ?? '';
  const [inName, ...more] = parts;
  if (more.length > 0 || !isName(name) || inName?.includes('.')) throw noName(asked, bare);
  const namespace = namespaceOf(asked, inName);
  return { ...(kind && { kind }), ...(namespace !== undefined && { namespace }), name };
}

/** RFC 1123: what Kubernetes allows for most kinds. */
const isName = (text: string) => /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(text);

function namespaceOf(asked: Asked, text: string | undefined): string | undefined {
  const inName = text === undefined ? undefined : toLabel(text, 'namespace');
  const flag = asked.namespace === undefined ? undefined : toLabel(asked.namespace, 'namespace');
  if (inName !== undefined && flag !== undefined && inName !== flag) {
    throw new UserError('usage', {
      what: `Two namespaces: ${code(asked.target)} says ${code(inName)}, ${code('-n')} says ${code(flag)}.`,
      hint: 'Leave one of them out.',
    });
  }
  return inName ?? flag ?? asked.fallbackNamespace;
}

function noName(asked: Asked, bare: string): UserError {
  const [host = ''] = bare.replace(/^[a-z]+:\/\//, '').split('/');
  const isUrl = bare.includes('://') || (host.includes('.') && bare.includes('/'));
  const trace = `trace ${asked.target.trim()}`;
  return new UserError('usage', {
    what: `${code(asked.target)} is not the name of a route or of a backend.`,
    hint: isUrl
      ? `Which route takes it, ${code(trace)} tells; name that one.`
      : `Write ${code('name')}, ${code('namespace/name')} or with its kind, such as ${code('httproute/name')} or ${code('svc/name')}.`,
    suggestions: isUrl ? [asked.other('trace', asked.target.trim())] : [],
  });
}
