/** The Secrets that the entries of an Ingress's `spec.tls` name. */
import { hostFit } from '../network/routes/hosts.ts';
import { sourceOf } from '../network/routes/ingress-entries.ts';
import { isCanary } from '../network/routes/ingress-nginx-canary.ts';
import { setting } from '../network/routes/ingress-nginx-effects.ts';
import { isOn } from '../network/routes/ingress-nginx-switch.ts';
import { isIngressNginx } from '../network/routes/own-controllers.ts';
import type { RouteObjects } from '../network/routes/route.ts';
import type { TlsUse } from '../network/routes/tls-secret-troubles.ts';
import type { Ingress } from '../objects/ingress.ts';
import { code } from '../report.ts';
import { controllerOf, isAlb } from './audit/fronts.ts';
import type { TlsNames } from './tls-names.ts';

/** @returns why no Secret decides anything, where none does */
export function ingressTls(
  ingress: Ingress,
  objects: RouteObjects,
  host: string | undefined,
): TlsNames | string {
  if (ingress.spec.tls.length === 0) return 'it has no `spec.tls`; `audit` tells of hosts without';
  return elsewhere(ingress, objects) ?? entriesOf(ingress, objects, host);
}

function elsewhere(ingress: Ingress, { ingressclasses = [] }: RouteObjects): string | undefined {
  const controller = controllerOf(ingress, ingressclasses);
  if (isAlb(controller)) return 'AWS load balancers take certificates of ACM, and read no Secret';
  if (!isIngressNginx(controller)) return undefined;
  if (isCanary(ingress)) return 'a canary is served with the certificate of its primary';
  return isOn(setting(ingress, 'ssl-passthrough'))
    ? 'TLS goes through to the pods, which have the certificate'
    : undefined;
}

function entriesOf(
  ingress: Ingress,
  { ingresses = [] }: RouteObjects,
  host: string | undefined,
): TlsNames {
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
  const isOpen = tls.every((entry) => entry.hosts.length > 0);
  return {
    uses: asked.flatMap(({ secretName, hosts }) =>
      secretName ? [namedBy(ingress, secretName, hosts)] : [],
    ),
    none: asked.some(({ secretName }) => !secretName)
      ? '`spec.tls` names no Secret for it: the controller shows its default certificate, which is not seen here'
      : 'no Secret is named for this host',
    bare: isOpen ? unnamed.filter((one) => !isCovered(one, ingresses)) : [],
  };
}

const namedBy = (ingress: Ingress, name: string, hosts: readonly string[]): TlsUse => ({
  secret: { namespace: ingress.metadata.namespace, name },
  by: sourceOf(ingress),
  field: 'spec.tls[].secretName',
  place: code('spec.tls'),
  hosts,
  without: 'https shows the default certificate of the controller',
});

/** Certificates cover one label, whatever the controller's rules do. */
const fits = (name: string, host: string) => hostFit(name, host, 'one') !== undefined;

const isCovered = (host: string, ingresses: readonly Ingress[]) =>
  ingresses.some(({ spec }) => spec.tls.some(({ hosts }) => hosts.some((one) => fits(one, host))));
