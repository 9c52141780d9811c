/** Do pods behind Services say when they are ready? */
import { isSidecar } from '../../network/container-trouble.ts';
import { firstOf } from '../../network/nearest.ts';
import type { Container, Pod } from '../../objects/pod.ts';
import type { Service } from '../../objects/service.ts';
import { behindOf, editWorkload, objectOfWorkload, type Served, servedOf } from './behind.ts';
import { type AuditFinding, defineRule } from './rule.ts';

export const readinessProbePresent = defineRule({
  id: 'readiness-probe-present',
  title: 'Pods behind Services have a readiness probe',
  severity: 'medium',
  needs: ['services', 'pods'],
  explain: {
    why: 'Without a readiness probe a container counts as ready once it has started: a roll-out sends requests to programs that still load, and one that has got stuck stays in the Service.',
    how: 'The containers that have the ports a Service leads to are looked at; where none declares them, all. A startup probe alone covers the beginning only. Readiness gates count as a probe; Services that publish pods that are not ready do not count.',
    fix: 'Add a readinessProbe that asks the program itself, cheaply, and not the databases behind it.',
    source: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
  },
  concerns: ({ services, pods }) => behindOf(services, pods).length > 0,
  run: ({ services, pods }) => {
    const waiting = services.filter(({ spec }) => !spec.publishNotReadyAddresses);
    return servedOf(behindOf(waiting, pods)).flatMap(judge);
  },
});

function judge(served: Served): AuditFinding[] {
  const [pod] = served.workload.pods;
  if (!pod || pod.spec.readinessGates.length > 0) return [];
  const serving = servingContainers(pod, served.services);
  if (serving.some(({ readinessProbe }) => readinessProbe)) return [];
  const isStarted = serving.some(({ startupProbe }) => startupProbe);
  const names = serving.map(({ name }) => name);
  const which = names.length === 1 ? `container ${firstOf(names, 1)}` : firstOf(names, 3);
  const has = names.length === 1 ? 'has' : 'have';
  const object = objectOfWorkload(served);
  return [
    {
      object,
      ...(isStarted && { severity: 'low' as const }),
      summary: isStarted
        ? `${which} ${has} a startup probe only`
        : `${which} ${has} no readiness probe`,
      evidence: [
        { object, field: 'spec.template.spec.containers[].readinessProbe', value: 'none' },
      ],
      fix: 'Add a readinessProbe that asks the program itself, cheaply, and not the databases behind it.',
      kubectl: editWorkload(served),
    },
  ];
}

/** A sidecar of a mesh has a probe of its own, which says nothing about the program. */
function servingContainers(pod: Pod, services: readonly Service[]): readonly Container[] {
  const all = [...pod.spec.containers, ...pod.spec.initContainers.filter(isSidecar)];
  const targets = new Set(
    services.flatMap(({ spec }) => spec.ports.map(({ targetPort, port }) => targetPort ?? port)),
  );
  const serving = all.filter(({ ports }) =>
    ports.some(({ name, containerPort }) => targets.has(containerPort) || targets.has(name ?? '')),
  );
  return serving.length > 0 ? serving : pod.spec.containers;
}
