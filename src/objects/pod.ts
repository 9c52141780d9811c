/** Pod v1: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/ */
import * as z from 'zod';
import { list, ObjectMeta } from './meta.ts';
import { Lifecycle, Probe } from './probe.ts';

export const ContainerPort = z.object({
  name: z.string().optional(),
  containerPort: z.number(),
  protocol: z.string().default('TCP'),
});
export type ContainerPort = z.infer<typeof ContainerPort>;

export const Container = z.object({
  name: z.string(),
  ports: list(ContainerPort),
  args: list(z.string()),
  /** 'Always' on an init container makes it a sidecar (KEP-753). */
  restartPolicy: z.string().optional(),
  startupProbe: Probe.nullish(),
  readinessProbe: Probe.nullish(),
  livenessProbe: Probe.nullish(),
  lifecycle: Lifecycle.nullish(),
});
export type Container = z.infer<typeof Container>;

const Waiting = z.object({ reason: z.string().optional(), message: z.string().optional() });
const Terminated = z.object({
  exitCode: z.number().default(0),
  signal: z.number().optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
  startedAt: z.string().nullish(),
  finishedAt: z.string().nullish(),
});
const ContainerState = z.object({
  waiting: Waiting.nullish(),
  running: z.object({ startedAt: z.string().nullish() }).nullish(),
  terminated: Terminated.nullish(),
});

export const ContainerStatus = z.object({
  name: z.string(),
  ready: z.boolean().default(false),
  restartCount: z.number().default(0),
  started: z.boolean().nullish(),
  state: ContainerState.optional(),
  lastState: ContainerState.optional(),
});
export type ContainerStatus = z.infer<typeof ContainerStatus>;

export const PodCondition = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string().optional(),
  message: z.string().optional(),
});

/** What it is to keep away from others by; the selectors of both are not read. */
const Spread = z.object({ topologyKey: z.string() });

export const PodSpec = z.object({
  nodeName: z.string().optional(),
  hostNetwork: z.boolean().default(false),
  containers: list(Container),
  initContainers: list(Container),
  readinessGates: list(z.object({ conditionType: z.string() })),
  /** Absent: ClusterFirst. */
  dnsPolicy: z.string().optional(),
  dnsConfig: z
    .object({
      nameservers: list(z.string()),
      searches: list(z.string()),
      options: list(z.object({ name: z.string().default(''), value: z.string().nullish() })),
    })
    .nullish(),
  /** Absent: 30. */
  terminationGracePeriodSeconds: z.number().nullish(),
  hostname: z.string().optional(),
  /** The headless Service below which the pod's hostname is a name. */
  subdomain: z.string().optional(),
  topologySpreadConstraints: list(Spread),
  affinity: z
    .object({
      podAntiAffinity: z
        .object({
          requiredDuringSchedulingIgnoredDuringExecution: list(Spread),
          preferredDuringSchedulingIgnoredDuringExecution: list(
            z.object({ podAffinityTerm: Spread }),
          ),
        })
        .nullish(),
    })
    .nullish(),
});
export type PodSpec = z.infer<typeof PodSpec>;

export const Pod = z.object({
  metadata: ObjectMeta,
  spec: PodSpec,
  status: z
    .object({
      phase: z.string().default('Unknown'),
      reason: z.string().optional(),
      message: z.string().optional(),
      podIPs: list(z.object({ ip: z.string().default('') })),
      conditions: list(PodCondition),
      containerStatuses: list(ContainerStatus),
      initContainerStatuses: list(ContainerStatus),
    })
    .prefault({}),
});
export type Pod = z.infer<typeof Pod>;
