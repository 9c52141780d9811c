/**
 * Why a canary of ingress-nginx gets nothing, though everything seems to be in place: the controller
 * leaves it out without a word. Source: mergeAlternativeBackends in internal/ingress/controller, and
 * route_to_alternative_balancer in rootfs/etc/nginx/lua/balancer.lua.
 */
import type { Ingress } from '../../objects/ingress.ts';
import { code } from '../../report.ts';
import { oneOf } from '../nearest.ts';
import { servedBy } from './ingress-class.ts';
import { backendOf, byAge, type Entry, entriesOf, sourceOf } from './ingress-entries.ts';
import { canaryWeight, isCanary, isCanaryOf } from './ingress-nginx-canary.ts';
import { setting } from './ingress-nginx-effects.ts';
import { missedPrimary } from './ingress-nginx-primary.ts';
import { weightTroubles } from './ingress-nginx-weights.ts';
import type { RouteObjects } from './route.ts';
import { annotate, gravest, type RuleTrouble } from './trouble.ts';

export const canaryPrefix = 'nginx.ingress.kubernetes.io/canary';
const controllerName = 'k8s.io/ingress-nginx';

/** Whether a Service has ready endpoints; undefined: not known. */
export type Readiness = (service: { namespace: string; name: string }) => boolean | undefined;

/** Meant as a canary: marked as one, or with settings that only a canary has. */
export const isMeantAsCanary = (ingress: Ingress): boolean =>
  isCanary(ingress) ||
  ['-weight', '-by-header', '-by-cookie'].some(
    (end) => ingress.metadata.annotations[canaryPrefix + end] !== undefined,
  );

/** Canaries that are meant for rules of this Ingress, or for no rule there is; itself if it is one. */
export function canariesFor(ingress: Ingress, { ingresses = [] }: RouteObjects): Ingress[] {
  if (isMeantAsCanary(ingress)) return [ingress];
  const own = entriesOf(ingress);
  const others = ingresses
    .filter((one) => one !== ingress && !isMeantAsCanary(one))
    .flatMap(entriesOf);
  return ingresses.filter(isMeantAsCanary).filter((one) =>
    entriesOf(one).some((entry) => {
      if (!own.some(({ host }) => host === entry.host)) return false;
      if (own.some((mine) => isSameRule(mine, entry))) return true;
      return !others.some((other) => isSameRule(other, entry));
    }),
  );
}

const isSameRule = (a: Entry, b: Entry) =>
  a.host === b.host && a.path === b.path && a.pathType === b.pathType;

/** The gravest first; none: it takes what it should. */
export function nginxSilences(
  canary: Ingress,
  objects: RouteObjects,
  readiness: Readiness,
): RuleTrouble[] {
  const { controller, className } = servedBy(canary, objects);
  if (controller !== controllerName) return [otherController(canary, className, controller)];
  if (!isCanary(canary)) return [unmarked(canary)];
  const peers = (objects.ingresses ?? []).filter(
    (one) => servedBy(one, objects).className === className,
  );
  const primaries = peers.filter((one) => !isCanary(one)).sort(byAge);
  const canaries = peers.filter((one) => isCanary(one)).sort(byAge);
  const entries = entriesOf(canary);
  const places = entries.flatMap((entry) => {
    const found = primaryOf(entry, primaries);
    return found
      ? besidePrimary(entry, found, canaries)
      : [missedPrimary(entry, primaries, objects)];
  });
  return gravest([
    ...(entries.length === 0 ? [noRules(canary)] : places),
    ...weightTroubles(canary),
    ...entries.flatMap((entry) => withoutPods(entry, readiness)),
  ]);
}

function primaryOf(entry: Entry, primaries: readonly Ingress[]): Entry | undefined {
  return primaries.flatMap(entriesOf).find((other) => isSameRule(other, entry));
}

const nameOf = ({ metadata: { namespace, name } }: Ingress) => code(`${namespace}/${name}`);

function otherController(
  canary: Ingress,
  className: string,
  controller: string | undefined,
): RuleTrouble {
  const who = controller === undefined ? 'nobody' : code(controller);
  return {
    gravity: 'breaks',
    summary: `it gets nothing: ${code(canaryPrefix)} and its like are read by ingress-nginx alone, and class ${code(className)} is served by ${who}`,
    at: sourceOf(canary),
    field: 'spec.ingressClassName',
    value: className || 'none',
    fix: 'Give it the class of its primary Ingress, or say the weight as this controller wants it.',
  };
}

function unmarked(canary: Ingress): RuleTrouble {
  const value = setting(canary, 'canary');
  const said = value === undefined ? 'it is not there' : `it says ${code(value)}`;
  return {
    gravity: 'breaks',
    summary: `it is no canary without ${code(`${canaryPrefix}: "true"`)} (${said}): its weight and rules count for nothing, and of two Ingresses with the same host and path the older one gets everything`,
    at: sourceOf(canary),
    field: `metadata.annotations[${canaryPrefix}]`,
    value: value ?? 'none',
    fix: `Set ${code(`${canaryPrefix}: "true"`)}.`,
    kubectl: annotate(sourceOf(canary), canaryPrefix, 'true'),
  };
}

function noRules(canary: Ingress): RuleTrouble {
  return {
    gravity: 'breaks',
    summary:
      'it gets nothing: a canary needs the host and the path of its primary Ingress, and it has no rules',
    at: sourceOf(canary),
    field: 'spec.rules',
    value: 'none',
    fix: 'Copy the host and the path from the primary Ingress.',
  };
}

/** Its rule is right; what else may keep it from its share. */
function besidePrimary(entry: Entry, primary: Entry, canaries: readonly Ingress[]): RuleTrouble[] {
  const at = sourceOf(entry.ingress);
  const { name, port } = backendOf(entry);
  if (!isCanaryOf(entry, primary)) {
    return [
      {
        gravity: 'breaks',
        summary: `its Service ${code(name)} is the very one of the primary Ingress ${nameOf(primary.ingress)}: there is nothing to share, and its rules are left out`,
        at,
        field: 'spec.rules[].http.paths[].backend.service.name',
        value: `${name}:${port ?? ''}`,
        fix: 'Name the Service of the canary’s own pods.',
      },
    ];
  }
  const [used] = canaries.flatMap(entriesOf).filter((other) => isCanaryOf(other, primary));
  if (used && used.ingress !== entry.ingress) {
    return [
      {
        gravity: 'breaks',
        summary: `it gets nothing: only one canary of a rule is used, and Ingress ${nameOf(used.ingress)} is the older one for ${code(entry.host + entry.path)}`,
        at: sourceOf(used.ingress),
        field: `metadata.annotations[${canaryPrefix}]`,
        value: 'true',
        fix: `Take one of the two away: ${oneOf([used.ingress.metadata.name, entry.ingress.metadata.name])}.`,
      },
    ];
  }
  return affinity(entry, primary);
}

function affinity(entry: Entry, primary: Entry): RuleTrouble[] {
  if (setting(primary.ingress, 'affinity') !== 'cookie') return [];
  const key = 'nginx.ingress.kubernetes.io/affinity-canary-behavior';
  const isLegacy = [entry, primary].some(
    ({ ingress }) => ingress.metadata.annotations[key] === 'legacy',
  );
  const { weight, total } = canaryWeight(entry.ingress);
  if (isLegacy || weight === total) return [];
  return [
    {
      gravity: 'weakens',
      summary: `session affinity keeps users where they were: whoever has a cookie of the primary Ingress ${nameOf(primary.ingress)} never gets to the canary`,
      at: sourceOf(primary.ingress),
      field: 'metadata.annotations[nginx.ingress.kubernetes.io/affinity]',
      value: 'cookie',
      fix: `Set ${code(`${key}: legacy`)} on the canary, if its share should hold for all requests.`,
      kubectl: annotate(sourceOf(entry.ingress), key, 'legacy'),
    },
  ];
}

function withoutPods(entry: Entry, readiness: Readiness): RuleTrouble[] {
  const { kind, namespace, name } = backendOf(entry);
  if (kind !== 'Service' || readiness({ namespace, name }) !== false) return [];
  return [
    {
      gravity: 'breaks',
      summary: `it gets nothing: its Service ${code(name)} has no ready endpoints, so that nginx sends everything to the primary`,
      at: { kind: 'Service', namespace, name },
      field: 'ready endpoints',
      value: '0',
      fix: `See that pods of ${code(name)} run and are ready.`,
      kubectl: `kubectl get endpointslices -n ${namespace} -l kubernetes.io/service-name=${name}`,
      isOfPods: true,
    },
  ];
}
