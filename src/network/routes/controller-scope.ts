/** What a controller was told to look at, by the arguments of its container. */
import type { Pod } from '../../objects/pod.ts';
import { code } from '../../report.ts';

/** Of which the rules in question are. */
export interface Rules {
  namespace: string;
  /** Empty where they name none. */
  className: string;
  /** As the IngressClass names it. */
  controller: string;
  kind: 'ingress' | 'ingressroute' | 'httproute';
}

/** `--name=value`, or `--name value`; one dash in F5's. */
function argOf({ spec, metadata }: Pod, name: string): string | undefined {
  const args = spec.containers.flatMap((container) => container.args);
  const at = args.findIndex((arg) => arg.replace(/^--?/, '').split('=')[0] === name);
  const arg = args[at];
  if (arg === undefined) return undefined;
  const value = arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : args[at + 1];
  return value?.replaceAll('$(POD_NAMESPACE)', metadata.namespace);
}

const namespaceArgs: Readonly<Record<string, (kind: Rules['kind']) => string>> = {
  'k8s.io/ingress-nginx': () => 'watch-namespace',
  'nginx.org/ingress-controller': () => 'watch-namespace',
  'ingress.k8s.aws/alb': () => 'watch-namespace',
  'traefik.io/ingress-controller': (kind) =>
    `providers.kubernetes${kind === 'ingressroute' ? 'crd' : 'ingress'}.namespaces`,
};

/**
 * Why the pod leaves these rules to others; undefined: nothing in its arguments says so. ingress-nginx
 * goes by `--controller-class`, F5 by the name of the class.
 */
export function passesOver(pod: Pod, rules: Rules): string | undefined {
  return outOfSight(pod, rules) ?? otherClass(pod, rules);
}

function outOfSight(pod: Pod, { namespace, controller, kind }: Rules): string | undefined {
  const name = namespaceArgs[controller]?.(kind);
  const value = name && argOf(pod, name);
  // A reference to a variable says nothing here.
  if (!value || value.includes('$(')) return undefined;
  const places = value.split(',').map((place) => place.trim());
  return places.includes(namespace) ? undefined : `it watches only ${code(`--${name}=${value}`)}`;
}

function otherClass(pod: Pod, { className, controller }: Rules): string | undefined {
  if (controller === 'k8s.io/ingress-nginx') {
    const own = argOf(pod, 'controller-class') ?? controller;
    return own === controller ? undefined : `it is ${code(`--controller-class=${own}`)}`;
  }
  if (controller !== 'nginx.org/ingress-controller') return undefined;
  const own = argOf(pod, 'ingress-class') ?? 'nginx';
  return own === className ? undefined : `it takes only ${code(`--ingress-class=${own}`)}`;
}
