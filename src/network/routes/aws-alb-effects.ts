/** What the annotations of a load balancer do before any of its rules. */
import * as z from 'zod';
import type { Ingress } from '../../objects/ingress.ts';
import { code } from '../../report.ts';
import { albSetting } from './aws-alb-actions.ts';
import type { Ask, Effect } from './route.ts';

/** Whether it listens for the other of http and https only. */
export function isOtherScheme(ask: Ask, ingresses: readonly Ingress[]): boolean {
  const first = firstOf(ingresses);
  if (ask.scheme === 'http' && first('ssl-redirect') !== undefined) return false;
  return !listenersOf(first).some((one) => ask.scheme.toUpperCase() in one);
}

const firstOf =
  (ingresses: readonly Ingress[]): First =>
  (name) =>
    ingresses.map((item) => albSetting(item, name)).find((value) => value !== undefined);

/** Without `listen-ports`: 443 if there is a certificate, else 80. */
function listenersOf(first: First): Record<string, number>[] {
  const usual = first('certificate-arn') ? { HTTPS: 443 } : { HTTP: 80 };
  return portsOf(first('listen-ports')) ?? [usual];
}

export function albEffects(ask: Ask, ingresses: readonly Ingress[]): Effect[] {
  const first = firstOf(ingresses);
  return [
    ...listenerEffects(ask, first),
    ...schemeEffect(first('scheme')),
    ...targetEffect(ingresses),
    ...authEffect(first('auth-type')),
    ...(first('wafv2-acl-arn')
      ? [ok('Firewall', 'a web ACL may refuse requests first; it is not evaluated', 'unknown')]
      : []),
  ];
}

type First = (name: string) => string | undefined;

function listenerEffects(ask: Ask, first: First): Effect[] {
  const ports = listenersOf(first);
  const mine = ask.scheme.toUpperCase();
  const redirect = first('ssl-redirect');
  if (ask.scheme === 'http' && redirect !== undefined) {
    const text = `http is answered with 301 to port ${redirect}; what follows is the way of that request`;
    return [{ label: 'Redirect', mark: 'ok', text }];
  }
  if (ports.some((one) => one[mine] === ask.port)) {
    return ask.scheme === 'https' ? [ok('TLS', 'ends at the load balancer')] : [];
  }
  const all = ports.flatMap((one) => Object.entries(one)).map(([name, port]) => `${name} ${port}`);
  const text = `the load balancer listens on ${all.join(', ')}, not on ${mine} ${ask.port} (${code('listen-ports')}, ${code('certificate-arn')}): right only if TLS ends before it`;
  return [{ label: 'Listener', mark: 'warning', text }];
}

const Ports = z.array(z.record(z.string(), z.number()));

function portsOf(text: string | undefined): Record<string, number>[] | undefined {
  if (text === undefined) return undefined;
  try {
    return Ports.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function schemeEffect(scheme = 'internal'): Effect[] {
  const text = 'internal: only from inside its VPC, or networks connected to it';
  return scheme === 'internal' ? [ok('Reach', text)] : [];
}

function targetEffect(ingresses: readonly Ingress[]): Effect[] {
  const types = new Set(ingresses.map((item) => albSetting(item, 'target-type') ?? 'default'));
  if (types.size > 1) return [];
  const [type] = types;
  if (type === 'ip') return [ok('Targets', 'pods by their addresses, past kube-proxy')];
  if (type === 'instance') return [ok('Targets', 'nodes, which pass on through kube-proxy')];
  const text = 'no `target-type`: nodes, unless the controller or its class says otherwise';
  return [ok('Targets', text)];
}

function authEffect(type: string | undefined): Effect[] {
  return type === undefined || type === 'none' ? [] : [ok('Auth', `${type} sign-in comes first`)];
}

const ok = (label: string, text: string, mark: Effect['mark'] = 'ok'): Effect => ({
  label,
  mark,
  text,
});
