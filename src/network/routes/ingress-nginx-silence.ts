/**
 * Why a canary of ingress-nginx gets nothing, though everything seems to be in place: the controller
 * leaves it out without a word. Source: mergeAlternativeBackends in internal/ingress/controller, and
 * route_to_alternative_balancer in rootfs/etc/nginx/lua/balancer.lua.
 */
import type { Ingress } from '../../objects/ingress.ts';
import { code } from '../../report.ts';
import { oneOf } from '../nearest.ts';
import { servedBy } from './ingress-class.ts';
import { backendOf, byAge, type Entry, entriesOf, ruleWords, sourceOf } from './ingress-entries.ts';
import { canaryPrefix, isSameRule } from './ingress-nginx-canaries.ts';
import { canaryWeight, isCanary, isCanaryOf, nginxBackend } from './ingress-nginx-canary.ts';
import { setting } from './ingress-nginx-effects.ts';
import { missedPrimary } from './ingress-nginx-primary.ts';
import { weightTroubles } from './ingress-nginx-weights.ts';
import { isIngressNginx } from './own-controllers.ts';
import type { RouteBackend, RouteObjects } from './route.ts';
import { annotate, gravest, type RuleTrouble } from './trouble.ts';

/** Why nobody answers at a backend; undefined: somebody does, or it is not known. */
export type Hindrance = (backend: Omit<RouteBackend, 'share'>) => string | undefined;

/** The gravest first; none: it takes what it should. */
export function nginxSilences(
  canary: Ingress,
  objects: RouteObjects,
  hindrance: Hindrance,
): RuleTrouble[] {
  const { controller, className } = servedBy(canary, objects);
  if (!isIngressNginx(controller)) return [otherController(canary, className, controller)];
  if (!isCanary(canary)) return [unmarked(canary)];
  const peers = (objects.ingresses ?? []).filter(
    (one) => servedBy(one, objects).className === className,
  );
  const primaries = peers.filter((one) => !isCanary(one)).sort(byAge);
  const canaries = peers.filter((one) => isCanary(one)).sort(byAge);
  const entries = entriesOf(canary);
  const places = entries.map((entry) => {
    const found = primaryOf(entry, primaries);
    return found
      ? besidePrimary(entry, found, canaries)
      : [missedPrimary(entry, primaries, objects)];
  });
  return gravest([
    ...(entries.length === 0 ? [noRules(canary)] : partly(places, entries)),
    ...weightTroubles(canary),
    ...entries.flatMap((entry) => withoutPods(entry, hindrance)),
  ]);
}

/** Where another of its rules takes its share, the canary as a whole does not get nothing. */
function partly(places: readonly RuleTrouble[][], entries: readonly Entry[]): RuleTrouble[] {
  const isLost = (troubles: readonly RuleTrouble[] = []) =>
    troubles.some(({ gravity }) => gravity === 'breaks');
  if (places.every(isLost)) return places.flat();
  return places.flatMap((troubles, at) => {
    const entry = entries[at];
    if (!entry || !isLost(troubles)) return troubles;
    return troubles.map((one) => ({
      ...one,
      gravity: 'weakens' as const,
      summary: `its rule ${ruleWords(entry)} gets nothing: ${one.summary.replace(/^it gets nothing: /, '')}`,
    }));
  });
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

function withoutPods(entry: Entry, hindrance: Hindrance): RuleTrouble[] {
  const backend = nginxBackend(entry);
  const { kind, namespace, name } = backend;
  const why = kind === 'Service' ? hindrance(backend) : undefined;
  if (why === undefined) return [];
  return [
    {
      gravity: 'breaks',
      summary: `it gets nothing: nobody answers at its Service ${code(name)} (${why}), so that nginx sends everything to the primary`,
      at: { kind: 'Service', namespace, name },
      field: 'answers',
      value: why.replaceAll('`', ''),
      fix: `See that Service ${code(name)} has the port, and pods that are ready.`,
      kubectl: `kubectl get endpointslices -n ${namespace} -l kubernetes.io/service-name=${name}`,
      isOfPods: true,
    },
  ];
}
