/** Does each port of the Service lead to a port of the pods? */
import { askedPorts } from '../network/asked-ports.ts';
import { didYouMean, oneOf } from '../network/nearest.ts';
import { isOver } from '../network/pod-trouble.ts';
import { portName, resolvePorts } from '../network/ports.ts';
import { formOf, hasSelector, selectorText } from '../network/service-facts.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service, ServicePort } from '../objects/service.ts';
import { code } from '../report.ts';
import { defineCheck, type Evidence, type Finding } from './check.ts';
import { ofService, ok, problem, serviceEvidence, skipped, warning } from './findings.ts';
import { mismatchOf, type PortMismatch } from './port-mismatch.ts';

export const portsMatch = defineCheck({
  id: 'ports-match',
  title: 'The ports of the Service are ports of the pods',
  needs: ['service', 'pods'],
  explain: {
    why: 'A Service sends to `targetPort`. If that is a name, each pod has to declare a container port of this name and protocol; one that does not gets nothing on this port.',
    how: 'Every port is looked up on every selected pod, sidecars included. Numbers work undeclared, so that an undeclared one is only pointed out.',
    fix: 'Give the container port the name that the Service uses, or the Service the name that the pods use.',
  },
  run: (view, target) =>
    ofService(view, (service) => {
      if (formOf(service) === 'ExternalName') return skipped('an alias has no ports of its own');
      const { ports, near } = askedPorts(service, target.port);
      if (target.port !== undefined && ports.length === 0) {
        return noSuchPort(service, target.port, near);
      }
      if (!hasSelector(service)) {
        return skipped('no selector: its endpoints bring their own ports');
      }
      const pods = view.pods.all.filter((pod) => !isOver(pod));
      if (pods.length === 0) return skipped('no pods to hold the ports against');
      return judge(service, ports, pods);
    }),
});

function judge(service: Service, ports: readonly ServicePort[], pods: readonly Pod[]): Finding {
  const found = ports.flatMap((port) => mismatchOf(service, port, pods) ?? []);
  const missing = found.filter(({ kind }) => kind === 'name');
  if (missing.length > 0) return nameMissing(service, missing, pods);
  const isHeadless = formOf(service) === 'headless';
  const [first] = found;
  if (first && !isHeadless) return undeclared(service, found, first);
  return ok(`${told(service, ports, pods)}${isHeadless ? onlyNames : ''}`);
}

/** https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#srv-records */
const onlyNames =
  '; the Service is headless: clients connect to the pods themselves, its ports count for SRV records only';

function told(service: Service, ports: readonly ServicePort[], pods: readonly Pod[]): string {
  const resolved = resolvePorts({ ...service, spec: { ...service.spec, ports: [...ports] } }, pods);
  const texts = resolved.map(({ port, numbers }) => {
    const to = numbers.map(({ number }) => number);
    const note = to.length > 1 ? ', which differs from pod to pod and is fine' : '';
    return `${portName(port)} leads to ${to.join(' and ')}${note}`;
  });
  return texts.length > 0 ? texts.join('; ') : 'it lists no ports';
}

function noSuchPort(service: Service, asked: string, near: readonly string[]): Finding {
  const { name, namespace } = service.metadata;
  const has = service.spec.ports.map(portName);
  const instead = has.length > 0 ? ` It has ${has.join(', ')}.` : ' It has none.';
  return problem({
    summary: `the Service has no port ${code(asked)}.${didYouMean(near) || instead}`,
    evidence: service.spec.ports.map((port, index) =>
      serviceEvidence(service, `spec.ports[${index}]`, portText(port)),
    ),
    fix: 'Call a port that the Service has, or add this one to it.',
    kubectl: `kubectl get service ${name} -n ${namespace} -o jsonpath='{.spec.ports}'`,
  });
}

const portText = ({ name, port, protocol }: ServicePort) =>
  `${name ? `${name} ` : ''}${port}/${protocol}`;

function nameMissing(
  service: Service,
  all: readonly PortMismatch[],
  pods: readonly Pod[],
): Finding {
  const named = all.map(({ said }) => said).join('; ');
  const near = [...new Set(all.flatMap((one) => one.near))];
  const isAll = all.some(({ lacking }) => lacking.length === pods.length);
  const rest = isAll ? '' : '; the other pods are not affected';
  const isHeadless = formOf(service) === 'headless';
  const finding = isHeadless ? warning : problem;
  return finding({
    summary: `${named}${rest}${isHeadless ? onlyNames : ''}${near.length > 0 ? `.${didYouMean(near)}` : ''}`,
    evidence: evidenceOf(service, all),
    fix: adviceOf(all, isAll),
    kubectl: showPorts(service),
  });
}

/** If others have the name, the odd ones are to be mended; if nobody has it, rather the Service. */
function adviceOf([first]: readonly PortMismatch[], isAll: boolean): string {
  if (!first) return '';
  const { target, near, workloads, port, declaredAs, options } = first;
  const [protocol] = declaredAs;
  if (protocol) {
    return `Set the protocol of the Service port to ${code(protocol)}, or that of the container port to ${code(port.protocol)}.`;
  }
  const rename = `name the container port ${code(target)} (${port.protocol}) in ${workloads}`;
  if (!isAll) return `In the pod template, ${rename}.`;
  const instead = near.length > 0 ? near.slice(0, 1) : options;
  return `Set targetPort to ${instead.length > 0 ? oneOf(instead) : 'a number'}, or ${rename}.`;
}

function undeclared(
  service: Service,
  all: readonly PortMismatch[],
  { target, near }: PortMismatch,
): Finding {
  const instead = near.length > 0 ? ` (declared: ${oneOf(near, 'and')})` : '';
  return warning({
    summary: `${all.map(({ said }) => said).join('; ')}${instead}; that is fine if it is listened on, as declaring is optional`,
    evidence: evidenceOf(service, all),
    fix: `If nothing listens on ${code(target)}, set targetPort to the port the application listens on.`,
    kubectl: showPorts(service),
  });
}

function evidenceOf(service: Service, all: readonly PortMismatch[]): Evidence[] {
  return all.flatMap(({ port, target, example, declared }) => [
    serviceEvidence(service, `spec.ports[${portText(port)}].targetPort`, String(target)),
    {
      object: `pod ${service.metadata.namespace}/${example}`,
      field: 'spec.containers[*].ports',
      value: declared.length > 0 ? declared.join(', ') : 'none',
    },
  ]);
}

function showPorts(service: Service): string {
  const columns = 'POD:.metadata.name,PORTS:.spec.containers[*].ports';
  return `kubectl get pods -n ${service.metadata.namespace} -l ${selectorText(service)} -o custom-columns='${columns}'`;
}
