/** Is there a ready endpoint for every port, and are the slices up to date with the pods? */
import { askedPorts } from '../network/asked-ports.ts';
import { label } from '../network/endpoints.ts';
import { firstOf } from '../network/nearest.ts';
import { deadPorts, portName } from '../network/ports.ts';
import { formOf, hasSelector } from '../network/service-facts.ts';
import { type Standing, standingOf } from '../network/slices.ts';
import type { Service, ServicePort } from '../objects/service.ts';
import { code, count } from '../report.ts';
import { defineCheck, type Finding } from './check.ts';
import { byHand, leftOver } from './endpoints-by-hand.ts';
import { ofService, ok, problem, serviceEvidence, skipped, warning } from './findings.ts';

export const endpointsPresent = defineCheck({
  id: 'endpoints-present',
  title: 'Ready endpoints stand behind every port',
  needs: ['service', 'slices'],
  wants: ['pods'],
  explain: {
    why: 'kube-proxy and DNS do not look at pods: they send traffic to what the EndpointSlices of the Service say is ready.',
    how: 'The slices are merged and held against the pods: ready endpoints for each port by name and protocol, pods that are ready but in no slice, endpoints whose pod is gone.',
    fix: 'Usually the pods have to become ready. If they are, the controller that writes the slices (in kube-controller-manager) lags behind or does not run.',
  },
  run: (view, target) =>
    ofService(view, (service) => {
      if (formOf(service) === 'ExternalName') return skipped('an alias has no endpoints');
      const { ports } = askedPorts(service, target.port);
      if (target.port !== undefined && ports.length === 0) {
        return skipped('the Service has no such port');
      }
      const { slices, pods } = view;
      if (!hasSelector(service)) return byHand(service, slices.all, ports);
      const arePodsWhole = pods !== undefined && !pods.isCut;
      const standing = standingOf(service, slices.all, pods?.all ?? [], arePodsWhole);
      return (
        nothingReady(service, standing) ??
        deadPort(service, ports, standing) ??
        allStale(service, standing) ??
        outOfStep(service, standing) ??
        (arePodsWhole ? leftOver(service, slices.all, pods.all) : undefined) ??
        ok(told(service, standing))
      );
    }),
});

const lagging =
  'the controller that writes EndpointSlices (kube-controller-manager) lags behind or does not run';
const mendController =
  'Look whether kube-controller-manager runs and what it logs about endpoint slices.';

function show({ metadata }: Service): string {
  return `kubectl get endpointslices -n ${metadata.namespace} -l kubernetes.io/service-name=${metadata.name} -o yaml`;
}

function numbers(service: Service, { all, ready }: Standing) {
  const object = `endpointslices of ${service.metadata.namespace}/${service.metadata.name}`;
  return [
    {
      object,
      field: 'endpoints',
      value: all.length === 0 ? 'none' : `${ready.length} of ${all.length} ready`,
    },
  ];
}

function nothingReady(service: Service, standing: Standing): Finding | undefined {
  const { all, ready, lastResort, late } = standing;
  if (ready.length > 0) return undefined;
  const common = { evidence: numbers(service, standing), kubectl: show(service) };
  if (late.length > 0) {
    return problem({
      ...common,
      summary: `${count(late.length, 'pod')} ready, but no EndpointSlice says so: ${lagging}`,
      fix: mendController,
      causedBy: [],
    });
  }
  if (lastResort.length > 0 && formOf(service) !== 'headless') {
    return warning({
      ...common,
      summary: `no endpoint is ready: traffic goes to ${count(lastResort.length, 'pod')} that will end soon, as a last resort`,
      fix: 'Get the pods that replace them ready before their grace period ends.',
    });
  }
  return problem({
    ...common,
    summary:
      all.length === 0
        ? 'there are no endpoints: nobody answers'
        : `${all.length === 1 ? 'the only endpoint is not' : `none of ${all.length} endpoints is`} ready: nobody answers`,
    fix: 'Mend what keeps the pods from being ready; the endpoints follow by themselves.',
  });
}

function deadPort(
  service: Service,
  ports: readonly ServicePort[],
  standing: Standing,
): Finding | undefined {
  const dead = deadPorts(service, standing.all).filter((port) => ports.includes(port));
  if (dead.length === 0) return undefined;
  return problem({
    summary: `no ready endpoint has port ${dead.map(portName).join(', ')}`,
    evidence: dead.map(({ name, protocol, targetPort, port }) =>
      serviceEvidence(
        service,
        `spec.ports[${name || port}].targetPort`,
        `${targetPort ?? port}/${protocol}`,
      ),
    ),
    fix: 'Let the Service and the containers agree on the name and the protocol of the port.',
    kubectl: show(service),
  });
}

function allStale(service: Service, standing: Standing): Finding | undefined {
  const { ready, stale } = standing;
  if (stale.length === 0 || stale.length < ready.length) return undefined;
  return problem({
    summary: `the EndpointSlices name only pods that no longer exist (${firstOf(stale.map(label), 3)}): ${lagging}`,
    evidence: numbers(service, standing),
    fix: mendController,
    kubectl: show(service),
    causedBy: [],
  });
}

function outOfStep(service: Service, standing: Standing): Finding | undefined {
  const { late, stale, early } = standing;
  const parts = [
    late.length > 0 && `${names(late.map(({ metadata }) => metadata.name))} ready but not in it`,
    stale.length > 0 && `${names(stale.map(label))} in it but gone`,
    early.length > 0 && `${names(early.map(label))} in it as ready but not ready`,
  ].filter((part) => part !== false);
  if (parts.length === 0) return undefined;
  return warning({
    summary: `the EndpointSlices are not what the pods are: ${parts.join('; ')}`,
    evidence: numbers(service, standing),
    fix: `If it stays so, ${lagging}.`,
    kubectl: show(service),
    causedBy: [],
  });
}

const names = (all: readonly string[]) => firstOf(all, 3);

function told(service: Service, { all, ready }: Standing): string {
  const rest = all.length > ready.length ? ` of ${all.length}` : '';
  const published = service.spec.publishNotReadyAddresses
    ? `; not-ready pods count as ready (${code('publishNotReadyAddresses')})`
    : '';
  return `${ready.length}${rest} ${all.length === 1 ? 'endpoint' : 'endpoints'} ready${published}`;
}
