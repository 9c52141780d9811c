/** What to do about a pod that runs and is not ready: its probes, its readiness gates, its node. */
import type { Container, Pod } from '../objects/pod.ts';
import type { Probe } from '../objects/probe.ts';
import { code } from '../report.ts';
import type { PodAdvice } from './pod-advice.ts';

/**
 * Who sets well-known readiness gates (KEP-580); everybody may invent one.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/pod_readiness_gate/
 * https://cloud.google.com/kubernetes-engine/docs/concepts/container-native-load-balancing
 * https://openkruise.io/docs/core-concepts/inplace-update
 */
const setters: readonly [RegExp, string][] = [
  [/^target-health\.(elbv2|alb\.ingress)\.k8s\.aws\//, 'the AWS Load Balancer Controller'],
  [/^cloud\.google\.com\/load-balancer-neg-ready$/, 'GKE’s controller of network endpoint groups'],
  [/^(InPlaceUpdateReady|KruisePodReady)$/, 'OpenKruise'],
];

/** The first gate that holds the pod back though its containers are ready. */
export function closedGate({ spec, status }: Pod): string | undefined {
  const isTrue = (type: string) =>
    status.conditions.some((one) => one.type === type && one.status === 'True');
  if (!isTrue('ContainersReady')) return undefined;
  return spec.readinessGates.map(({ conditionType }) => conditionType).find((one) => !isTrue(one));
}

/** `the AWS Load Balancer Controller`; undefined where the gate is nobody's that is known here. */
export function gateSetter(gate: string): string | undefined {
  return setters.find(([pattern]) => pattern.test(gate))?.[1];
}

const byWords: readonly [RegExp, string][] = [
  [
    /^Startup probe failed/,
    'Let it start faster, or give its startup probe more time (failureThreshold, periodSeconds).',
  ],
  [
    /connection refused/i,
    'Nothing listens where the probe asks: mend the port of the probe, or the address on which the program listens.',
  ],
  [/statuscode: (401|403)/, 'The probe is asked to log in: let it ask a path that needs no login.'],
  [/statuscode: 404/, 'The probe asks a path that the program does not have: mend the path.'],
  [
    /deadline exceeded|timeout|timed out/i,
    'It answers too late: look at its load, or give the probe a longer timeoutSeconds.',
  ],
  [
    /^Readiness probe (failed|errored)/,
    'Mend what the program reports through its probe; its log says more.',
  ],
  [/startup probe has not succeeded/, 'Wait for its startup probe, or read its log.'],
];

/** @param trouble why it is not ready, as `stageTrouble` says it */
export function readinessAdvice(pod: Pod, trouble: string): PodAdvice {
  const name = `${pod.metadata.name} -n ${pod.metadata.namespace}`;
  const describe = `kubectl describe pod ${name}`;
  const gate = closedGate(pod);
  if (gate !== undefined) {
    const who = gateSetter(gate);
    const fix = who
      ? `${who} has to set ${code(gate)}: see that it runs, and what it says of this pod.`
      : `Find the controller that sets ${code(gate)}, or take the gate out of the pod template.`;
    return { fix: fix.charAt(0).toUpperCase() + fix.slice(1), kubectl: describe };
  }
  if (trouble.includes('its node does not report')) {
    const node = pod.spec.nodeName ?? '';
    return {
      fix: `Mend node ${code(node)}, or drain it.`,
      kubectl: `kubectl describe node ${node}`,
    };
  }
  const fix = byWords.find(([words]) => words.test(trouble))?.[1];
  return { fix: fix ?? 'See what its readiness probe asks, and its log.', kubectl: describe };
}

/** Every probe that decides over readiness, for a person to compare with what the program does. */
export function readinessProbes({ spec }: Pod): { container: string; asks: string }[] {
  return spec.containers.flatMap(({ name, readinessProbe }: Container) => {
    const asks = readinessProbe && asked(readinessProbe);
    return asks ? [{ container: name, asks }] : [];
  });
}

function asked({ httpGet, tcpSocket, grpc, exec }: Probe): string | undefined {
  if (httpGet) return `GET ${httpGet.path} on port ${httpGet.port}`;
  if (tcpSocket) return `a connection to port ${tcpSocket.port}`;
  if (grpc) return `gRPC health on port ${grpc.port}`;
  return exec ? 'a command in the container' : undefined;
}
