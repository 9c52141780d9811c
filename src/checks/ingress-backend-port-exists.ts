/** Do the Services have the ports that the rules send to? */
import { didYouMean, nearest, oneOf } from '../network/nearest.ts';
import { noNodePort, portOf } from '../network/reach.ts';
import type { RouteBackend } from '../network/routes/route.ts';
import { formOf } from '../network/service-facts.ts';
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import type { Service, ServicePort } from '../objects/service.ts';
import { code, count } from '../report.ts';
import { type Advised, defineCheck, type Finding } from './check.ts';
import { ok, problem, serviceEvidence, skipped, warning } from './findings.ts';
import { backendName, isIdle, ofRules, ruleEvidence, rulesTo } from './rule-findings.ts';
import { type RuleSubject, ruleNeeds, ruleWants } from './rule-subject.ts';

export const ingressBackendPortExists = defineCheck({
  id: 'ingress-backend-port-exists',
  title: 'The Services have the ports that its rules name',
  needs: ['backendServices'],
  wants: [...ruleNeeds, ...ruleWants, 'backendSlices'],
  explain: {
    why: 'A rule names a port of the Service, by number or by name: not the port of the container behind it, which is easily taken for it. With one that the Service does not have the controller finds no endpoints and answers 503.',
    how: 'The port of every backend is looked up among the ports of its Service.',
    fix: 'Name a port that the Service has.',
  },
  run: (view, target) =>
    ofRules(view, target, (subject) => {
      const found = subject.backends.flatMap((backend) => {
        const service = serviceOf(backend, view.backendServices.all);
        return service && formOf(service) !== 'ExternalName' ? [{ backend, service }] : [];
      });
      const named = found.filter(({ backend }) => backend.port !== undefined);
      if (named.length === 0) return skipped('none of its backends is a Service with a port named');
      const [first, ...others] = named.filter(({ backend, service }) => !portOf(backend, service));
      const closed = named.filter(
        ({ backend, service }) => backend.needsNodePort && !portOf(backend, service)?.nodePort,
      );
      if (!first && closed[0]) return withoutNodePort(subject, closed[0], closed.length);
      if (!first) {
        const ports = named.map(({ backend }) => `${backend.name}:${backend.port}`);
        return ok(
          `${oneOf([...new Set(ports)].slice(0, 5), 'and')} ${ports.length === 1 ? 'is there' : 'are there'}`,
        );
      }
      const advised = missing(subject, [first, ...others], view.backendSlices?.all ?? []);
      const isHarmless = [first, ...others].every(({ backend }) => isIdle(subject, backend));
      return isHarmless ? warning(advised) : problem(advised);
    }),
});

interface Named {
  backend: RouteBackend;
  service: Service;
}

function serviceOf(
  { kind, namespace, name }: RouteBackend,
  services: readonly Service[],
): Service | undefined {
  if (kind !== 'Service') return undefined;
  return services.find(
    ({ metadata }) => metadata.namespace === namespace && metadata.name === name,
  );
}

/** The controller gives up on the whole load balancer, whatever the share of the backend. */
function withoutNodePort(subject: RuleSubject, { backend, service }: Named, all: number): Finding {
  const { name, namespace } = service.metadata;
  const more = all > 1 ? ` (and ${count(all - 1, 'more Service')})` : '';
  return problem({
    summary: `Service ${backendName(backend)}${more} cannot take what ${rulesTo(subject, backend)[0] ?? 'a rule'} sends: ${noNodePort}`,
    evidence: [
      ruleEvidence(
        subject,
        'metadata.annotations[alb.ingress.kubernetes.io/target-type]',
        'instance',
      ),
      serviceEvidence(service, 'spec.type', service.spec.type),
    ],
    fix: `Set ${code('alb.ingress.kubernetes.io/target-type: ip')}, or make the Service a NodePort.`,
    kubectl: `kubectl get service ${name} -n ${namespace}`,
  });
}

function missing(
  subject: RuleSubject,
  all: readonly [Named, ...Named[]],
  slices: readonly EndpointSlice[],
): Advised {
  const [{ backend, service }, ...others] = all;
  const { name, namespace } = service.metadata;
  const { port = '' } = backend;
  const meant = meantBy(backend, service, slices);
  const rules = rulesTo(subject, backend);
  const more = others.map(
    (one) => ` ${backendName(one.backend)} has no port ${code(one.backend.port ?? '')} either.`,
  );
  return {
    summary: `Service ${backendName(backend)} has no port ${code(port)}, to which ${rules[0] ?? 'a rule'} sends: ${portsOf(service)}.${meant.why}${more.slice(0, 2).join('')}`,
    evidence: all
      .slice(0, 3)
      .flatMap((one) => [
        ruleEvidence(subject, `backend ${one.backend.name}, port`, String(one.backend.port)),
        serviceEvidence(one.service, 'spec.ports', portWords(one.service).join(', ') || 'none'),
      ]),
    fix: meant.port
      ? `Name port ${code(meant.port)} in the rule, or give the Service a port ${code(port)}.`
      : `Name a port that the Service has, or give it a port ${code(port)}.`,
    kubectl: `kubectl get service ${name} -n ${namespace} -o jsonpath='{.spec.ports}'`,
  };
}

const portWords = ({ spec }: Service) =>
  spec.ports.map(({ name, port }) => (name ? `${name} ${port}` : String(port)));

function portsOf(service: Service): string {
  const words = portWords(service);
  return words.length === 0 ? 'it has none' : `it has ${oneOf(words, 'and')}`;
}

/** The port of the containers, taken for the Service's; else one with a name or number like it. */
function meantBy(
  { port = '' }: RouteBackend,
  service: Service,
  slices: readonly EndpointSlice[],
): { port?: string; why: string } {
  const behind = portBefore(String(port), service, slices);
  if (behind) {
    return {
      port: String(behind.port),
      why: ` ${code(port)} is where its pods listen: the Service takes it at ${code(behind.port)}.`,
    };
  }
  const names = service.spec.ports.flatMap((one) => [
    String(one.port),
    ...(one.name ? [one.name] : []),
  ]);
  const near = nearest(String(port), names);
  const [only, ...others] = near;
  return { ...(only && others.length === 0 && { port: only }), why: didYouMean(near) };
}

/** The Service's port that leads to this one of the pods. */
function portBefore(
  port: string,
  { metadata, spec }: Service,
  slices: readonly EndpointSlice[],
): ServicePort | undefined {
  const own = slices.filter(
    (slice) =>
      slice.metadata.namespace === metadata.namespace &&
      slice.metadata.labels['kubernetes.io/service-name'] === metadata.name,
  );
  const names = own.flatMap(({ ports }) => ports.filter((one) => String(one.port) === port));
  return spec.ports.find(
    ({ targetPort, name = '' }) =>
      String(targetPort) === port || names.some((one) => (one.name ?? '') === name),
  );
}
