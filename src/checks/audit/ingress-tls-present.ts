/** Do the hosts of Ingresses have TLS? */

import { firstOf } from '../../network/nearest.ts';
import { albSetting } from '../../network/routes/aws-alb-actions.ts';
import { hostFit } from '../../network/routes/hosts.ts';
import { isCanary } from '../../network/routes/ingress-nginx-canary.ts';
import { setting } from '../../network/routes/ingress-nginx-effects.ts';
import { isOn } from '../../network/routes/ingress-nginx-switch.ts';
import { isIngressNginx } from '../../network/routes/own-controllers.ts';
import type { Ingress } from '../../objects/ingress.ts';
import { objectOf } from '../findings.ts';
import { controllerOf, isAlb } from './fronts.ts';
import { type AuditFinding, defineRule, type Severity } from './rule.ts';

export const ingressTlsPresent = defineRule({
  id: 'ingress-tls-present',
  title: 'Hosts of Ingresses have TLS',
  severity: 'high',
  needs: ['ingresses', 'ingressClasses'],
  explain: {
    why: 'Without TLS everything goes over the network as it is, passwords and cookies included, and anybody on the way can read and change it.',
    how: 'Every host is looked for in the `tls` sections of the Ingresses of its namespace, and in what controllers have instead: certificates and listeners of ALB, Traefik’s router annotations, GKE’s certificates, TLS passed through to the pod. What ends TLS before the controller, and default certificates, cannot be read here.',
    fix: 'Add a `tls` section with a Secret, for example by cert-manager, or the annotation of the controller that names a certificate.',
    source: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#tls',
  },
  concerns: ({ ingresses }) => ingresses.length > 0,
  run: ({ ingresses, ingressClasses }) =>
    ingresses.flatMap((ingress) => {
      const controller = controllerOf(ingress, ingressClasses);
      // Nobody serves it, or it takes a share of another one's requests: nothing of its own to secure.
      if (controller === undefined || isCanary(ingress)) return [];
      if (hasOtherTls(ingress, controller, ingresses)) return [];
      const bare = bareHosts(ingress, ingresses);
      return bare.length > 0 ? [finding(ingress, controller, bare)] : [];
    }),
});

/** '' is every host: only a `tls` section without hosts covers it. */
function bareHosts(ingress: Ingress, all: readonly Ingress[]): string[] {
  const near = all.filter(({ metadata }) => metadata.namespace === ingress.metadata.namespace);
  if (ingress.spec.tls.some(({ hosts }) => hosts.length === 0)) return [];
  const covered = near.flatMap(({ spec }) => spec.tls.flatMap(({ hosts }) => hosts));
  const { rules, defaultBackend } = ingress.spec;
  const hosts = rules.map(({ host = '' }) => host.toLowerCase());
  const wanted = hosts.length > 0 ? hosts : defaultBackend ? [''] : [];
  const isCovered = (host: string) =>
    covered.some((name) => host !== '' && hostFit(name, host, 'one') !== undefined);
  return [...new Set(wanted)].filter((host) => !isCovered(host));
}

const annotation = ({ metadata }: Ingress, name: string) => metadata.annotations[name];

function hasOtherTls(ingress: Ingress, controller: string, all: readonly Ingress[]): boolean {
  if (isAlb(controller)) return groupOf(ingress, all).some(hasAlbTls);
  if (controller === 'traefik.io/ingress-controller') {
    const router = (name: string) =>
      annotation(ingress, `traefik.ingress.kubernetes.io/router.${name}`) ?? '';
    // The entry point that Traefik's chart opens with TLS.
    return router('tls') === 'true' || /\bwebsecure\b/.test(router('entrypoints'));
  }
  if (isIngressNginx(controller)) return isOn(setting(ingress, 'ssl-passthrough'));
  const others = [
    'networking.gke.io/managed-certificates',
    'ingress.gcp.kubernetes.io/pre-shared-cert',
    'route.openshift.io/termination',
  ];
  return others.some((name) => annotation(ingress, name) !== undefined);
}

/** Certificates and listeners of one load balancer count for all its Ingresses. */
function groupOf(ingress: Ingress, all: readonly Ingress[]): readonly Ingress[] {
  const group = albSetting(ingress, 'group.name');
  return group === undefined
    ? [ingress]
    : all.filter((one) => albSetting(one, 'group.name') === group);
}

const hasAlbTls = (ingress: Ingress) =>
  albSetting(ingress, 'certificate-arn') !== undefined ||
  /HTTPS/.test(albSetting(ingress, 'listen-ports') ?? '');

/** Names that no certificate authority of the public signs (RFC 6761, RFC 6762, `internal`). */
const inner = /(^|\.)(local|localhost|internal|test|svc|lan|home\.arpa)$/;

function severityOf(ingress: Ingress, controller: string, hosts: readonly string[]): Severity {
  if (hosts.every((host) => inner.test(host))) return 'low';
  if (hosts.every((host) => host === '')) return 'medium';
  if (isAlb(controller)) {
    return albSetting(ingress, 'scheme') === 'internet-facing' ? 'high' : 'medium';
  }
  if (controller === 'traefik.io/ingress-controller') return 'low';
  return isIngressNginx(controller) || controller === 'nginx.org/ingress-controller'
    ? 'high'
    : 'medium';
}

const fixes = {
  alb: 'Add `alb.ingress.kubernetes.io/certificate-arn` and, to send http on, `ssl-redirect: "443"`; right as it is if its IngressClassParams name a certificate.',
  traefik:
    'Add a `tls` section, or `traefik.ingress.kubernetes.io/router.tls: "true"`; right as it is if its entry points add TLS.',
  any: 'Add a `tls` section with the hosts and a Secret (cert-manager makes one); right as it is if TLS ends before the controller.',
};

function finding(ingress: Ingress, controller: string, bare: readonly string[]): AuditFinding {
  const { namespace, name } = ingress.metadata;
  const object = objectOf('ingress', ingress);
  const named = bare.filter((host) => host !== '');
  const which = named.length > 0 ? firstOf(named, 4) : 'any host';
  const isTraefik = controller === 'traefik.io/ingress-controller';
  return {
    object,
    severity: severityOf(ingress, controller, bare),
    summary: `no TLS for ${which}`,
    evidence: [
      { object, field: 'spec.tls', value: ingress.spec.tls.length > 0 ? 'other hosts' : 'none' },
    ],
    fix: isAlb(controller) ? fixes.alb : isTraefik ? fixes.traefik : fixes.any,
    kubectl: `kubectl edit ingress ${name} -n ${namespace}`,
  };
}
