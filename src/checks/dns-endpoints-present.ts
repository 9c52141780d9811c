/** Does the address of DNS lead to anybody? */

import { listeningPorts } from '../network/dns-listening.ts';
import { servedWithoutPods } from '../network/dns-pods.ts';
import { dnsServiceIn } from '../network/dns-service.ts';
import { type EndpointItem, endpointsOf } from '../network/endpoints.ts';
import { isSelected } from '../network/near-miss.ts';
import { oneOf } from '../network/nearest.ts';
import { isReady } from '../network/pod-trouble.ts';
import { deadPorts, portName } from '../network/ports.ts';
import { hasSelector, selectorText } from '../network/service-facts.ts';
import type { ConfigMap } from '../objects/config-map.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import { code, count } from '../report.ts';
import { defineCheck, type Finding } from './check.ts';
import { nameOf, ok, problem, serviceEvidence, skipped, warning } from './findings.ts';

export const dnsEndpointsPresent = defineCheck({
  id: 'dns-endpoints-present',
  title: 'The DNS Service has ready endpoints on port 53',
  needs: ['dnsServices', 'dnsSlices', 'dnsPods'],
  wants: ['someNodes', 'corefiles'],
  explain: {
    why: 'Questions to the address of a Service without ready endpoints are dropped or refused: every lookup waits until it times out.',
    how: 'The EndpointSlices of the DNS Service: ready addresses, and port 53 over UDP and TCP, which has to lead to a port at which CoreDNS listens by its Corefile.',
    fix: 'Make DNS pods ready, or let the selector of the Service take them.',
  },
  run({ dnsServices, dnsSlices, dnsPods, someNodes, corefiles }) {
    const service = dnsServiceIn(dnsServices.all);
    if (!service) return skipped('there is no DNS Service to look at');
    const { name, namespace } = service.metadata;
    const own = dnsSlices.all.filter(
      ({ metadata }) =>
        metadata.namespace === namespace && metadata.labels['kubernetes.io/service-name'] === name,
    );
    const endpoints = endpointsOf(own);
    const ready = endpoints.filter((one) => one.ready);
    if (ready.length > 0) {
      return (
        nobodyListens(service, ready, corefiles?.all ?? [], dnsPods.all) ??
        withEndpoints(service, endpoints)
      );
    }
    const instead = servedWithoutPods(someNodes?.all ?? []);
    if (dnsPods.all.length === 0 && instead) {
      return skipped(`${code(nameOf(service))} has no endpoints; ${instead}`);
    }
    return withoutEndpoints(service, endpoints, dnsPods.all);
  },
});

/** The endpoints are ready and have the port, only that CoreDNS has another. */
function nobodyListens(
  service: Service,
  ready: readonly EndpointItem[],
  corefiles: readonly ConfigMap[],
  pods: readonly Pod[],
): Finding | undefined {
  const text = corefiles.find(({ data }) => data.Corefile !== undefined)?.data.Corefile ?? '';
  const listening = listeningPorts(text, pods);
  const silent = service.spec.ports
    .filter(({ port }) => port === 53)
    .flatMap(({ name, protocol }) =>
      ready.flatMap(({ ports }) =>
        ports.filter((one) => one.name === name && one.protocol === protocol),
      ),
    )
    .filter(
      ({ port }) => listening && ![...listening.written, ...listening.declared].includes(port),
    );
  const [first] = silent;
  if (!first || !listening) return undefined;
  const { name, namespace } = service.metadata;
  const protocols = [...new Set(silent.map(({ protocol }) => protocol))];
  return (protocols.includes('UDP') ? problem : warning)({
    summary: `${code(nameOf(service))} sends questions over ${protocols.join(' and ')} to port ${code(first.port)} of the DNS pods, at which CoreDNS does not listen`,
    evidence: [
      serviceEvidence(service, 'spec.ports[53].targetPort', String(first.port)),
      { object: 'Corefile', field: 'ports', value: listening.written.join(', ') },
    ],
    fix: `Set targetPort of port 53 to ${oneOf(listening.written.map(String))}, over UDP and TCP.`,
    kubectl: `kubectl edit service ${name} -n ${namespace}`,
    causedBy: [],
  });
}

function withEndpoints(service: Service, endpoints: readonly EndpointItem[]): Finding {
  const dead = deadPorts(service, endpoints).filter(({ port }) => port === 53);
  const { name, namespace } = service.metadata;
  const ready = endpoints.filter((one) => one.ready).length;
  if (dead.length === 0) return ok(`${count(ready, 'ready endpoint')} on port 53`);
  const advice = {
    summary: `no ready endpoint of ${code(nameOf(service))} has port ${dead.map(portName).join(' or ')}`,
    evidence: dead.map((port) =>
      serviceEvidence(service, 'spec.ports.targetPort', String(port.targetPort ?? port.port)),
    ),
    fix: 'Let targetPort name a port that the DNS pods have, by its name and protocol.',
    kubectl: `kubectl get endpointslices -n ${namespace} -l kubernetes.io/service-name=${name} -o yaml`,
    causedBy: [],
  };
  return dead.some(({ protocol }) => protocol === 'UDP') ? problem(advice) : warning(advice);
}

function withoutEndpoints(
  service: Service,
  endpoints: readonly EndpointItem[],
  pods: readonly Pod[],
): Finding {
  const { name, namespace } = service.metadata;
  const which =
    endpoints.length === 0
      ? `${code(nameOf(service))} has no endpoints`
      : `none of the ${count(endpoints.length, 'endpoint')} of ${code(nameOf(service))} is ready`;
  const kubectl = `kubectl get endpointslices -n ${namespace} -l kubernetes.io/service-name=${name}`;
  const stray = pods.find((pod) => isReady(pod) && !isSelected(service, pod));
  if (hasSelector(service) && stray) {
    return problem({
      summary: `${which}: its selector ${code(selectorText(service))} takes no DNS pod`,
      evidence: [
        serviceEvidence(service, 'spec.selector', selectorText(service)),
        {
          object: `pod ${nameOf(stray)}`,
          field: 'metadata.labels',
          value: Object.entries(stray.metadata.labels)
            .map(([key, value]) => `${key}=${value}`)
            .join(','),
        },
      ],
      fix: 'Let the selector name a label that the DNS pods carry.',
      kubectl,
      causedBy: [],
    });
  }
  return problem({
    summary: `${which}: questions to DNS are answered by nobody`,
    evidence: [serviceEvidence(service, 'spec.clusterIP', service.spec.clusterIP ?? '')],
    fix: 'Make DNS pods ready; the endpoints follow by themselves.',
    kubectl,
  });
}
