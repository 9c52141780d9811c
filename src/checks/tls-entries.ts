/** What of an Ingress's TLS is decided by Secrets, as far as the question goes. */
import { hostFit } from '../network/routes/hosts.ts';
import { isCanary } from '../network/routes/ingress-nginx-canary.ts';
import { setting } from '../network/routes/ingress-nginx-effects.ts';
import type { RouteObjects } from '../network/routes/route.ts';
import type { Ingress } from '../objects/ingress.ts';
import { controllerOf, isAlb, isIngressNginx } from './audit/fronts.ts';
import type { RuleSubject } from './rule-subject.ts';
import type { Target } from './target.ts';

const mostSecrets = 10;

export interface Tls {
  ingress: Ingress;
  /** By the name of the Secret: the hosts that it has to be valid for. */
  secrets: ReadonlyMap<string, readonly string[]>;
  /** That were not looked at. */
  left: number;
  /** Entries that name none. */
  nameless: number;
  /** Hosts that no entry covers, here or in another Ingress. */
  bare: readonly string[];
}

/** @returns why no Secret decides anything, where none does */
export function tlsOf(subject: RuleSubject, objects: RouteObjects, { rules }: Target) {
  if (subject.kind !== 'ingress') return 'only of Ingresses the certificates are looked at';
  const { object } = subject;
  const isHttp =
    rules?.kind === 'url' && rules.ask.scheme === 'http' && rules.ask.isSchemeGiven === true;
  if (isHttp) return 'http was asked about, which takes no certificate';
  if (object.spec.tls.length === 0) return 'it has no `spec.tls`; `audit` tells of hosts without';
  const why = elsewhere(object, objects);
  return why ?? entriesOf(object, objects, rules?.kind === 'url' ? rules.ask.host : undefined);
}

function elsewhere(ingress: Ingress, { ingressclasses = [] }: RouteObjects): string | undefined {
  const controller = controllerOf(ingress, ingressclasses);
  if (isAlb(controller)) return 'AWS load balancers take certificates of ACM, and read no Secret';
  if (!isIngressNginx(controller)) return undefined;
  if (isCanary(ingress)) return 'a canary is served with the certificate of its primary';
  return setting(ingress, 'ssl-passthrough') === 'true'
    ? 'TLS goes through to the pods, which have the certificate'
    : undefined;
}

function entriesOf(ingress: Ingress, { ingresses = [] }: RouteObjects, host?: string): Tls {
  const { rules, tls } = ingress.spec;
  const hosts = rules.flatMap((rule) => (rule.host ? [rule.host.toLowerCase()] : []));
  const wanted = [...new Set(host === undefined ? hosts : [host])];
  // Rules for every host: then the entries alone say which.
  const all = wanted.length > 0 ? wanted : tls.flatMap((entry) => entry.hosts);
  const unnamed = all.filter((one) => !isCovered(one, [ingress]));
  const entries = tls.map(({ secretName, hosts: own }) => ({
    secretName,
    hosts: own.length === 0 ? unnamed : all.filter((one) => own.some((name) => fits(name, one))),
  }));
  const asked = host === undefined ? entries : entries.filter((one) => one.hosts.length > 0);
  const byName = Map.groupBy(asked, ({ secretName = '' }) => secretName);
  const named = [...byName].filter(([name]) => name !== '');
  const isOpen = tls.every((entry) => entry.hosts.length > 0);
  return {
    ingress,
    secrets: new Map(
      named
        .slice(0, mostSecrets)
        .map(([name, same]) => [name, [...new Set(same.flatMap((entry) => entry.hosts))]]),
    ),
    left: Math.max(0, named.length - mostSecrets),
    nameless: byName.get('')?.length ?? 0,
    bare: isOpen ? unnamed.filter((one) => !isCovered(one, ingresses)) : [],
  };
}

/** Certificates cover one label, whatever the controller's rules do. */
const fits = (name: string, host: string) => hostFit(name, host, 'one') !== undefined;

const isCovered = (host: string, ingresses: readonly Ingress[]) =>
  ingresses.some(({ spec }) => spec.tls.some(({ hosts }) => hosts.some((one) => fits(one, host))));
