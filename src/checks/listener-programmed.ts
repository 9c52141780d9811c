/** Do the listeners that the route hangs on work? */

import { schemeOf } from '../network/routes/gateway-listeners.ts';
import { type Parent, parentsOf, takesHost } from '../network/routes/gateway-parents.ts';
import { meaningOf } from '../network/routes/gateway-reasons.ts';
import type { Gateway, Listener } from '../objects/gateway.ts';
import { code } from '../report.ts';
import { defineCheck, type Finding } from './check.ts';
import { ok, problem, skipped } from './findings.ts';
import { isServed } from './gateway-controller.ts';
import {
  asOf,
  evidence,
  milder,
  ofRoute,
  placeOf,
  routeWants,
  said,
  show,
  worst,
} from './gateway-findings.ts';
import { type Complaint, complaintOf, isOwnFault } from './listener-state.ts';
import type { Target } from './target.ts';

export const listenerProgrammed = defineCheck({
  id: 'listener-programmed',
  title: 'The listeners that the route hangs on work',
  needs: ['httpRoutes', 'gateways'],
  wants: [...routeWants],
  explain: {
    why: 'Each listener of a Gateway stands for a port, a protocol and a host name. One without its certificate, or in conflict with another, takes no requests, while the others of the Gateway work.',
    how: 'Of the listeners that let the route in, the conditions Conflicted, ResolvedRefs, Accepted and Programmed are read (https://gateway-api.sigs.k8s.io/reference/spec/#listenerconditiontype). Whether the controller could use their certificates it says itself; `ingress-tls-valid` looks at them.',
    fix: 'Mend what the condition names: the certificate, the host name, the port or the protocol.',
  },
  run: (view, target) =>
    ofRoute(view, target, (route, objects) => {
      const parents = parentsOf(route, objects).filter(({ gateway }) => gateway);
      if (parents.length === 0) return skipped('there is no Gateway to look at');
      const all = asked(parents.flatMap(heard), target);
      if (all.length === 0) return skipped('no listener lets the route in: see `route-attached`');
      const good = all.filter(({ finding }) => !finding);
      if (good.length === all.length) return ok(workingWords(all));
      const broken = all.flatMap(({ listener, finding }) => {
        if (!finding) return [];
        const isBeside = good.some((one) => schemeOf(one.listener) === schemeOf(listener));
        return [isBeside ? milder(finding) : finding];
      });
      return withoutCircle(worst(broken), parents);
    }),
});

/** Of a request that was asked about, the listeners of its host and, if it was said, its scheme. */
function asked(all: readonly Heard[], { rules }: Target): readonly Heard[] {
  if (rules?.kind !== 'url') return all;
  const { host, scheme, isSchemeGiven } = rules.ask;
  const own = all.filter(
    ({ listener }) =>
      takesHost(listener, host) && (!isSchemeGiven || schemeOf(listener) === scheme),
  );
  return own.length > 0 ? own : all;
}

/** Where a listener is to blame, its Gateway is broken for that reason and accounts for nothing here. */
function withoutCircle(finding: Finding, parents: readonly Parent[]): Finding {
  const isToBlame = parents.some(({ gateway, taking }) =>
    taking.some((listener) => {
      const complaint = gateway && complaintOf(gateway, listener);
      return complaint !== undefined && isOwnFault(complaint);
    }),
  );
  if (!isToBlame || !('causedBy' in finding) || !finding.causedBy) return finding;
  const ofCertificates = ['reference-granted', 'ingress-tls-valid'];
  return { ...finding, causedBy: finding.causedBy.filter((id) => ofCertificates.includes(id)) };
}

interface Heard {
  listener: Listener;
  /** Absent: nothing against it. */
  finding?: Finding;
}

function heard({ gateway, taking }: Parent): Heard[] {
  if (!gateway) return [];
  return taking.map((listener) => {
    const finding = findingOf(gateway, listener);
    return { listener, ...(finding && { finding }) };
  });
}

function findingOf(gateway: Gateway, listener: Listener): Finding | undefined {
  const isKnown = gateway.status?.listeners.some(({ name }) => name === listener.name);
  if (!isKnown)
    return isServed(gateway) ? unmentioned(gateway, listener) : silent(gateway, listener);
  const complaint = complaintOf(gateway, listener);
  if (!complaint) return undefined;
  const finding = complained(gateway, listener, complaint);
  return complaint.isProgrammed ? milder(finding) : finding;
}

const nameOf = ({ name, port, protocol }: Listener) =>
  `listener ${code(name)} (${protocol}, port ${port})`;

/** A Gateway that works, and has a listener more than its controller speaks of. */
const unmentioned = (gateway: Gateway, listener: Listener): Finding =>
  problem({
    summary: `the controller of Gateway ${placeOf(gateway.metadata)} says nothing of ${nameOf(listener)}, so it may not be in effect`,
    evidence: [evidence('gateway', gateway, `status.listeners[${listener.name}]`, 'none')],
    fix: 'Read the log of the controller: a listener that was just added appears within seconds.',
    kubectl: show('gateway', gateway),
    causedBy: ['route-status-current'],
  });

const silent = (gateway: Gateway, listener: Listener): Finding =>
  problem({
    summary: `no controller has said anything about ${nameOf(listener)}`,
    evidence: [evidence('gateway', gateway, `status.listeners[${listener.name}]`, 'none')],
    fix: 'It comes with its Gateway: mend that first.',
    kubectl: show('gateway', gateway),
    causedBy: ['gateway-accepted'],
  });

function complained(gateway: Gateway, listener: Listener, complaint: Complaint): Finding {
  const { condition } = complaint;
  const { means, fix } = meaningOf('Listener', condition);
  const certificates = namedBy(gateway, listener);
  const isCertificate = condition.reason === 'InvalidCertificateRef';
  const named =
    isCertificate && certificates.length > 0 ? `: ${certificates.map(placeOf).join(', ')}` : '';
  const [first] = certificates;
  return problem({
    summary: `${nameOf(listener)} of Gateway ${placeOf(gateway.metadata)} does not work as it should: ${means}${named}${rival(gateway, listener, complaint)}${asOf(condition, gateway)}`,
    evidence: [
      said('gateway', gateway, `status.listeners[${listener.name}].conditions`, condition),
    ],
    fix,
    kubectl:
      isCertificate && first
        ? `kubectl get secret ${first.name} -n ${first.namespace}`
        : show('gateway', gateway),
    causedBy: causeOf(gateway, complaint),
  });
}

function causeOf(gateway: Gateway, complaint: Complaint): string[] {
  const { reason } = complaint.condition;
  if (reason === 'RefNotPermitted') return ['reference-granted'];
  if (reason === 'InvalidCertificateRef') return ['ingress-tls-valid'];
  return isOwnFault(complaint) || isServed(gateway) ? [] : ['gateway-accepted'];
}

const namedBy = ({ metadata }: Gateway, { tls }: Listener) =>
  (tls?.certificateRefs ?? []).map(({ namespace, name }) => ({
    namespace: namespace ?? metadata.namespace,
    name,
  }));

/** Which other listener it conflicts with. */
function rival({ spec }: Gateway, listener: Listener, { condition }: Complaint): string {
  if (condition.type !== 'Conflicted') return '';
  const others = spec.listeners.filter(
    ({ name, port }) => name !== listener.name && port === listener.port,
  );
  const same = others.filter(({ hostname }) => (hostname ?? '') === (listener.hostname ?? ''));
  const [other] = condition.reason === 'HostnameConflict' ? same : others;
  return other ? `: ${nameOf(other)}` : '';
}

function workingWords(all: readonly Heard[]): string {
  const names = [...new Set(all.map(({ listener }) => nameOf(listener)))];
  const more = names.length > 2 ? ` and ${names.length - 2} more` : '';
  return `${names.slice(0, 2).join(' and ')}${more} ${names.length > 1 ? 'work' : 'works'}`;
}
