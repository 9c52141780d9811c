/** What a controller was told to look at, by the arguments of its container. */
import type { Pod } from '../../objects/pod.ts';
import { code } from '../../report.ts';
import { type Labels, selects } from '../label-selectors.ts';
import { oneOf } from '../nearest.ts';
import { doubt, isDoubt } from '../policy-truth.ts';
import { parseSelector } from '../selector-text.ts';
import { isIngressNginx } from './own-controllers.ts';

/** Of which the rules in question are. */
export interface Rules {
  namespace: string;
  /** Absent: could not be read. */
  namespaceLabels?: Labels;
  /** Empty where they name none. */
  className: string;
  /** As the IngressClass names it. */
  controller: string;
  kind: 'ingress' | 'ingressroute' | 'httproute';
  /** Of Traefik, by which requests come in; empty: its default ones. */
  entryPoints: readonly string[];
}

export interface PassedOver {
  why: string;
  /** The argument that says so. */
  argument: string;
  fix: string;
}

const argsOf = ({ spec }: Pod) => spec.containers.flatMap((container) => container.args);
const nameOf = (arg: string) => (arg.replace(/^--?/, '').split('=')[0] ?? '').toLowerCase();

/** `--name=value`, or `--name value`; one dash in F5's. Traefik's names are written in any case. */
function argOf(pod: Pod, name: string): string | undefined {
  const args = argsOf(pod);
  const at = args.findIndex((arg) => nameOf(arg) === name);
  const arg = args[at];
  if (arg === undefined) return undefined;
  const value = arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : args[at + 1];
  return value?.replaceAll('$(POD_NAMESPACE)', pod.metadata.namespace);
}

const traefik = 'traefik.io/ingress-controller';
const provider = (kind: Rules['kind']) =>
  `providers.kubernetes${kind === 'ingressroute' ? 'crd' : 'ingress'}`;

function namespaceArg({ controller, kind }: Rules): string | undefined {
  if (controller === traefik) return `${provider(kind)}.namespaces`;
  const isWatching = ['nginx.org/ingress-controller', 'ingress.k8s.aws/alb'].includes(controller);
  return isWatching || isIngressNginx(controller) ? 'watch-namespace' : undefined;
}

/**
 * Why the pod leaves these rules to others; undefined: nothing in its arguments says so. ingress-nginx
 * goes by `--controller-class`, F5 by the name of the class, Traefik by both and its entry points.
 */
export function passesOver(pod: Pod, rules: Rules): PassedOver | undefined {
  return (
    outOfSight(pod, rules) ??
    notSelected(pod, rules) ??
    otherClass(pod, rules) ??
    noEntrance(pod, rules)
  );
}

function outOfSight(pod: Pod, rules: Rules): PassedOver | undefined {
  const { namespace } = rules;
  const name = namespaceArg(rules);
  const value = name && argOf(pod, name);
  // A reference to a variable says nothing here.
  if (!value || value.includes('$(')) return undefined;
  const places = value.split(',').map((place) => place.trim());
  const argument = `--${name}=${value}`;
  const fix = `Let it look at namespace ${code(namespace)} too, or use a class whose controller does.`;
  if (places.includes(namespace)) return undefined;
  return { why: `it watches only ${code(argument)}`, argument, fix };
}

const selectorArg = 'watch-namespace-selector';

/** Of ingress-nginx, by the labels of the namespace; undefined: it has no such argument. */
function selection(pod: Pod, { controller, namespace, namespaceLabels }: Rules) {
  const text = isIngressNginx(controller) ? argOf(pod, selectorArg) : undefined;
  if (!text) return undefined;
  const argument = `--${selectorArg}=${text}`;
  const selector = parseSelector(text);
  const of = `namespace ${code(namespace)}`;
  const isComplete = namespaceLabels !== undefined;
  const isIn = selector
    ? selects(selector, { of, labels: namespaceLabels ?? {}, isComplete })
    : doubt(`${code(text)} is not read here`);
  return { argument, isIn };
}

function notSelected(pod: Pod, rules: Rules): PassedOver | undefined {
  const { argument = '', isIn } = selection(pod, rules) ?? {};
  if (isIn !== false) return undefined;
  const { namespace } = rules;
  return {
    why: `it watches only namespaces with the labels of ${code(argument)}, and ${code(namespace)} has others`,
    argument,
    fix: `Give namespace ${code(namespace)} these labels, or use a class whose controller looks at it.`,
  };
}

/** Why it is not known whether the pod looks at the namespace. */
export function sightDoubt(pod: Pod, rules: Rules): string | undefined {
  const { argument = '', isIn } = selection(pod, rules) ?? {};
  return isIn !== undefined && isDoubt(isIn)
    ? `whether ${code(argument)} takes in the namespace is not evaluated: ${isIn.doubt}`
    : undefined;
}

function otherClass(pod: Pod, rules: Rules): PassedOver | undefined {
  const { className, controller } = rules;
  if (controller === traefik) return otherTraefik(pod, rules);
  const isNginx = isIngressNginx(controller);
  if (!isNginx && controller !== 'nginx.org/ingress-controller') return undefined;
  const [name, wanted, usual] = isNginx
    ? ['controller-class', controller, 'k8s.io/ingress-nginx']
    : ['ingress-class', className, 'nginx'];
  const own = argOf(pod, name) ?? usual;
  const argument = `--${name}=${own}`;
  if (own === wanted) return undefined;
  return { why: `it ${isNginx ? 'is' : 'takes only'} ${code(argument)}`, argument, fix: classFix };
}

const classFix = 'Use a class whose controller runs, or run one for this class.';

/**
 * Without a class of its own Traefik takes IngressRoutes of class `traefik`, and those of none.
 * https://doc.traefik.io/traefik/reference/install-configuration/providers/kubernetes/kubernetes-crd/
 */
function otherTraefik(pod: Pod, { className, kind }: Rules): PassedOver | undefined {
  const name = `${provider(kind)}.ingressclass`;
  const own = argOf(pod, name);
  const argument = `--${name}=${own}`;
  if (own !== undefined) {
    if (own === className) return undefined;
    return { why: `it takes only ${code(argument)}`, argument, fix: classFix };
  }
  // Arguments, a file or variables: only one of the three is read.
  const isByArgs = argsOf(pod).some((arg) => nameOf(arg).startsWith(provider(kind)));
  if (kind !== 'ingressroute' || !isByArgs || ['', 'traefik'].includes(className)) return undefined;
  const why = `this is of class ${code(className)}, and without ${code(`--${name}`)} it takes those of ${code('traefik')} or of none`;
  return { why, argument: `no --${name}`, fix: classFix };
}

/** Traefik leaves out a router whose entry points it does not have, and says so in its log alone. */
function noEntrance(pod: Pod, { controller, entryPoints }: Rules): PassedOver | undefined {
  if (controller !== traefik || entryPoints.length === 0) return undefined;
  const names = argsOf(pod).flatMap((arg) => /^--?entrypoints\.([^.=]+)/i.exec(arg)?.[1] ?? []);
  const known = [...new Set(names)];
  const has = known.map((one) => one.toLowerCase());
  if (known.length === 0 || entryPoints.some((one) => has.includes(one.toLowerCase()))) {
    return undefined;
  }
  return {
    why: `it has no entry point ${oneOf(entryPoints)}, only ${oneOf(known, 'and')}`,
    argument: argsOf(pod)
      .filter((arg) => /^--?entrypoints\./i.test(arg))
      .join(' '),
    fix: `Name an entry point that it has: ${oneOf(known)}.`,
  };
}
