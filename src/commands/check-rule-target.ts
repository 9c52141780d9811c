/** What `check ingress` and `check route` are asked about: an object, or a host with its path. */
import type { RuleKind, RuleTarget } from '../checks/target.ts';
import { UserError } from '../errors.ts';
import { parseAsk } from '../network/routes/ask.ts';
import { parseTarget } from '../network/target.ts';
import { code } from '../report.ts';
import type { Request } from './command.ts';

/** The words that come before a name, as kubectl takes them too. */
export const kindWords: ReadonlyMap<string, RuleKind> = new Map([
  ['ingress', 'ingress'],
  ['ingresses', 'ingress'],
  ['ing', 'ingress'],
  ['route', 'httproute'],
  ['routes', 'httproute'],
  ['httproute', 'httproute'],
  ['httproutes', 'httproute'],
  ['ingressroute', 'ingressroute'],
  ['ingressroutes', 'ingressroute'],
]);

/** `name` and `namespace/name` are none, nor is what may be the DNS name of a Service. */
export function isUrl(text: string, clusterDomain: string): boolean {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return true;
  const [host = '', ...path] = text.split('/');
  if (path.length > 1 || (path.length > 0 && host.includes('.'))) return true;
  const labels = host.replace(/\.$/, '').split('.');
  const isService = labels.length < 3 || labels[2] === 'svc' || host.endsWith(`.${clusterDomain}`);
  return path.length === 0 && !isService;
}

/** @throws UserError usage */
export function ruleTarget(request: Request<unknown>, kind: RuleKind, text: string): RuleTarget {
  const { namespace, fallbackNamespace, config } = request;
  const bare = text.replace(/^(ingress|httproute|ingressroute)(\.[a-z.]+)?\//i, '');
  const isHost = bare.includes('.') || isUrl(bare, config.clusterDomain);
  if (isHost && kind === 'ingress') return { kind: 'url', ask: parseAsk({ url: bare }) };
  if (isHost) {
    throw new UserError('usage', {
      what: `${code(text)} is not the name of a route.`,
      hint: `Write ${code('name')} or ${code('namespace/name')}; a host goes after ${code('check ingress')}, whoever serves it.`,
      suggestions: [`check ingress ${bare}`],
    });
  }
  const hints = {
    flag: namespace,
    fallback: fallbackNamespace,
    clusterDomain: config.clusterDomain,
  };
  return { kind, ...parseTarget(bare, hints) };
}
