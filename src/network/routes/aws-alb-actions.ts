/**
 * `alb.ingress.kubernetes.io/actions.<name>`: JSON that stands in for a backend.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#actions
 */
import * as z from 'zod';
import type { Ingress } from '../../objects/ingress.ts';
import { code } from '../../report.ts';
import { backendOf, type Entry } from './ingress-entries.ts';
import type { Ask, Effect, RouteBackend } from './route.ts';
import { split } from './split.ts';

export const albSetting = ({ metadata }: Ingress, name: string): string | undefined =>
  metadata.annotations[`alb.ingress.kubernetes.io/${name}`];

const loose = z.union([z.string(), z.number()]).transform((value) => String(value));

const TargetGroup = z.object({
  serviceName: z.string().optional(),
  servicePort: z.union([z.number(), z.string()]).optional(),
  targetGroupARN: z.string().optional(),
  targetGroupName: z.string().optional(),
  /** 0..999; absent: 1. */
  weight: z.number().optional(),
});

export const AlbAction = z.object({
  type: z.string(),
  targetGroupARN: z.string().optional(),
  targetGroupName: z.string().optional(),
  forwardConfig: z
    .object({
      targetGroups: z.array(TargetGroup),
      targetGroupStickinessConfig: z.object({ enabled: z.boolean().optional() }).optional(),
    })
    .optional(),
  redirectConfig: z
    .object({
      host: z.string().default('#{host}'),
      path: z.string().default('/#{path}'),
      port: loose.default('#{port}'),
      protocol: z.string().default('#{protocol}'),
      statusCode: z.string(),
    })
    .optional(),
  fixedResponseConfig: z.object({ statusCode: loose }).optional(),
});
export type AlbAction = z.infer<typeof AlbAction>;

export interface AlbWay {
  split: RouteBackend[];
  effects: Effect[];
  answer?: string;
  open?: string[];
}

/** @throws nothing: an annotation that cannot be read is a finding of its own */
export function albWay(entry: Entry, ask: Ask): AlbWay {
  const backend = backendOf(entry);
  const needs = needsNodePort(entry.ingress);
  if (backend.port !== 'use-annotation') {
    return {
      split: split([{ ...backend, ...needs }]),
      effects: [],
      ...conditions(entry, backend.name),
    };
  }
  const action = actionOf(entry.ingress, backend.name);
  if (typeof action === 'string') {
    const { kind, namespace, name } = backend;
    return { split: split([{ kind, namespace, name, weight: 1, trouble: action }]), effects: [] };
  }
  const way = byAction(action, entry.ingress, ask);
  return { ...way, ...conditions(entry, backend.name) };
}

/** Or why there is none. */
export function actionOf(ingress: Ingress, name: string): AlbAction | string {
  const annotation = `alb.ingress.kubernetes.io/actions.${name}`;
  const text = albSetting(ingress, `actions.${name}`);
  if (text === undefined)
    return `the rule says ${code('use-annotation')}, but there is no annotation ${code(annotation)}`;
  const parsed = AlbAction.safeParse(json(text));
  if (parsed.success) return parsed.data;
  return `the annotation ${code(annotation)} cannot be read, which keeps every change of the whole load balancer from being made`;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function byAction(action: AlbAction, ingress: Ingress, ask: Ask): AlbWay {
  const { redirectConfig, fixedResponseConfig } = action;
  if (redirectConfig) return { split: [], effects: [], answer: redirect(redirectConfig, ask) };
  if (fixedResponseConfig) {
    return {
      split: [],
      effects: [],
      answer: `a fixed answer with ${fixedResponseConfig.statusCode}`,
    };
  }
  return forwarded(action, ingress);
}

/** Where an action sends requests to; one without `forwardConfig` names a single target group itself. */
export function forwarded(action: AlbAction, ingress: Ingress): Pick<AlbWay, 'split' | 'effects'> {
  const { targetGroups = [action], targetGroupStickinessConfig } = action.forwardConfig ?? {};
  const isSticky = targetGroupStickinessConfig?.enabled === true;
  const text = 'stickiness keeps clients where they were: shares hold for new clients only';
  return {
    split: split(targetGroups.map((group) => targetOf(group, ingress))),
    effects: isSticky ? [{ label: 'Affinity', mark: 'warning', text }] : [],
  };
}

function targetOf(
  group: z.infer<typeof TargetGroup>,
  ingress: Ingress,
): Omit<RouteBackend, 'share'> {
  const { serviceName, servicePort, targetGroupARN, targetGroupName, weight = 1 } = group;
  const { namespace } = ingress.metadata;
  if (serviceName === undefined) {
    const name = targetGroupName ?? targetGroupARN?.split('/').at(-2) ?? 'unnamed';
    return { kind: 'TargetGroup', namespace, name, weight };
  }
  const port = servicePort === undefined ? {} : { port: numeric(servicePort) };
  return {
    kind: 'Service',
    namespace,
    name: serviceName,
    weight,
    ...port,
    ...needsNodePort(ingress),
  };
}

const numeric = (port: number | string) => (/^\d+$/.test(String(port)) ? Number(port) : port);

/** Targets are nodes unless said otherwise; the controller's own default cannot be read here. */
function needsNodePort(ingress: Ingress): Pick<RouteBackend, 'needsNodePort'> {
  return albSetting(ingress, 'target-type') === 'instance' ? { needsNodePort: true } : {};
}

function redirect(
  { host, path, port, protocol, statusCode }: NonNullable<AlbAction['redirectConfig']>,
  ask: Ask,
): string {
  const known: Record<string, string> = {
    host: ask.host,
    path: ask.path.slice(1),
    port: String(ask.port),
    protocol: ask.scheme,
  };
  const fill = (text: string) =>
    text.replaceAll(/#\{(\w+)\}/g, (all, name: string) => known[name] ?? all);
  const target = `${fill(protocol).toLowerCase()}://${fill(host)}:${fill(port)}${fill(path)}`;
  return `${statusCode.replace('HTTP_', '')} to ${code(target)}`;
}

/** They narrow the rule further. */
function conditions({ ingress }: Entry, name: string): Pick<AlbWay, 'open'> {
  const annotation = `conditions.${name}`;
  return albSetting(ingress, annotation) === undefined ? {} : { open: [annotation] };
}
