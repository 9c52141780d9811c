/** Who answers behind the sides of a split: nobody, or the same pods as behind another side. */
import { endpointsOf } from '../network/endpoints.ts';
import { reachOf } from '../network/reach.ts';
import { ruleWords, sourceOf } from '../network/routes/ingress-entries.ts';
import { pairsOf } from '../network/routes/ingress-nginx-canaries.ts';
import { canaryWeight, nginxBackend } from '../network/routes/ingress-nginx-canary.ts';
import type { Hindrance } from '../network/routes/ingress-nginx-silence.ts';
import type { Named, RouteBackend, RouteObjects } from '../network/routes/route.ts';
import { percent, split } from '../network/routes/split.ts';
import { canaryIn } from '../network/routes/split-silence.ts';
import type { RuleTrouble } from '../network/routes/trouble.ts';
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import type { Ingress } from '../objects/ingress.ts';
import type { Service } from '../objects/service.ts';
import { code } from '../report.ts';
import { judgedServicesOf } from './rule-services.ts';
import type { RuleSubject } from './rule-subject.ts';
import type { Found } from './sources/source.ts';

export interface Behind {
  backendServices?: Found<Service>;
  backendSlices?: Found<EndpointSlice>;
}

type Side = Pick<RouteBackend, 'namespace' | 'name'>;

/** Services were asked for the backends of the subject alone, slices for some of them. */
export function hindranceIn(
  { backendServices, backendSlices }: Behind,
  subject: RuleSubject,
): Hindrance {
  const judged = judgedServicesOf(subject);
  return (side) => {
    const isRead = subject.backends.some((one) => isSame(one, side));
    if (!isRead || backendServices?.gaps.length !== 0) return undefined;
    const isJudged = judged.some((one) => isSame(one, side));
    const slices = isJudged && backendSlices?.gaps.length === 0 ? backendSlices.all : undefined;
    return reachOf({ ...side, share: 1 }, { services: backendServices.all, slices }).trouble;
  };
}

const isSame = (a: Side, b: Side) => a.namespace === b.namespace && a.name === b.name;

/** Of a canary of ingress-nginx, beside each of its primaries. */
export function samePodsAsPrimary(
  canary: Ingress,
  objects: RouteObjects,
  behind: Behind,
): RuleTrouble[] {
  const { weight, total } = canaryWeight(canary);
  return pairsOf(canary, objects).flatMap(({ entry, primary }) => {
    const sides = split([
      { ...nginxBackend(primary), weight: total - weight },
      { ...nginxBackend(entry), weight },
    ]);
    return samePods(sourceOf(canary), ruleWords(entry), sides, behind, sides[1]);
  });
}

/** Weights share requests between Services; what pods these take is another matter. */
export function samePods(
  source: Named,
  rule: string,
  sides: readonly RouteBackend[],
  { backendSlices }: Behind,
  canary = canaryIn(sides),
): RuleTrouble[] {
  if (!canary || !backendSlices || canary.kind !== 'Service') return [];
  const own = addressesOf(canary, backendSlices.all);
  const others = sides.filter((one) => one.share > 0 && one.share < 1 && !isSame(one, canary));
  if (own.size === 0) return [];
  return others.flatMap((other) => {
    const theirs = addressesOf(other, backendSlices.all);
    if (![...own].every((address) => theirs.has(address))) return [];
    return [shared(source, rule, canary, other, own.size === theirs.size)];
  });
}

function addressesOf(
  { namespace, name }: Side,
  slices: readonly EndpointSlice[],
): ReadonlySet<string> {
  const own = slices.filter(
    ({ metadata }) =>
      metadata.namespace === namespace && metadata.labels['kubernetes.io/service-name'] === name,
  );
  const ready = endpointsOf(own).filter((one) => one.ready);
  return new Set(ready.flatMap(({ addresses }) => addresses));
}

function shared(
  source: Named,
  rule: string,
  canary: RouteBackend,
  other: RouteBackend,
  isWhole: boolean,
): RuleTrouble {
  const [one, two] = [canary, other].map(({ namespace, name }) => code(`${namespace}/${name}`));
  return {
    gravity: 'weakens',
    summary: isWhole
      ? `${one} and ${two} lead to the same pods: whatever the weights of ${rule} are, the same version answers`
      : `${two} takes the pods of ${one} too, which so get more than their ${percent(canary.share)} of ${rule}`,
    at: source,
    field: 'weight',
    value: weightsOf(canary, other),
    fix: `Give the selectors of the two Services a label that tells their pods apart, such as ${code('track')}.`,
    kubectl: `kubectl get services ${canary.name} ${other.name} -n ${canary.namespace} -o wide`,
  };
}

const weightsOf = (...sides: readonly RouteBackend[]) =>
  sides.map(({ name, weight }) => `${name}: ${weight}`).join(', ');
