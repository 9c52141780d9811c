/** Defaults of one container (API reference: Container, Probe). */
import { fill } from './defaults.ts';
import type { Container, Probe } from './kinds.ts';

/** Without a tag, or with `latest`, the kubelet asks the registry every time. */
function pullPolicy(image: string): string {
  if (image.includes('@')) return 'IfNotPresent';
  const tag = image.split('/').at(-1)?.split(':')[1] ?? 'latest';
  return tag === 'latest' ? 'Always' : 'IfNotPresent';
}

function defaultProbe(probe: Probe | undefined): void {
  if (!probe) return;
  fill(probe, { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 });
  if (probe.httpGet) fill(probe.httpGet, { path: '/', scheme: 'HTTP' });
}

export function defaultContainer(container: Container): void {
  fill(container, {
    imagePullPolicy: pullPolicy(container.image ?? ''),
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  });
  for (const port of container.ports ?? []) fill(port, { protocol: 'TCP' });
  for (const kind of ['readinessProbe', 'livenessProbe', 'startupProbe'] as const) {
    defaultProbe(container[kind]);
  }
}
