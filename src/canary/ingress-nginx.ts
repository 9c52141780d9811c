/**
 * ingress-nginx: a second Ingress with the host and path of the primary, and its weight in an annotation.
 * https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#canary
 */
import { UserError } from '../errors.ts';
import { groupsOf } from '../network/routes/ingress-class.ts';
import {
  backendOf,
  byAge,
  type Entry,
  entriesOf,
  ruleWords,
} from '../network/routes/ingress-entries.ts';
import { canaryWeight, isCanary, isCanaryOf } from '../network/routes/ingress-nginx-canary.ts';
import { nginxSilences } from '../network/routes/ingress-nginx-silence.ts';
import { isIngressNginx } from '../network/routes/own-controllers.ts';
import type { Ingress } from '../objects/ingress.ts';
import type { JsonObject, PatchOperation } from '../patch.ts';
import { code } from '../report.ts';
import { pointer, tested, testedUid, valueAt } from './operations.ts';
import type { CanaryProvider, CanaryRoute, Destination, Side } from './provider.ts';
import { isAt, placeOf, routedObject, sideOf } from './routed.ts';

const mark = 'nginx.ingress.kubernetes.io/canary';
const keys = { mark, weight: `${mark}-weight`, total: `${mark}-weight-total` };

export const ingressNginx: CanaryProvider = {
  name: 'ingress-nginx',
  needs: ['ingresses', 'ingressclasses'],
  find: (objects) =>
    groupsOf(objects, isIngressNginx).flatMap(({ ingresses }) => {
      const primaries = ingresses.filter((one) => !isCanary(one)).sort(byAge);
      return ingresses.filter(isCanary).flatMap((one) => routeOf(one, primaries));
    }),
  plan(route, weights, whole) {
    if (annotationOf(whole, keys.mark) !== 'true') throw notPlain(route);
    const operations = [testedUid(route), ...testsOf(whole), ...writesOf(route, weights, whole)];
    return { ...placeOf('ingresses', route.object), operations };
  },
  silences({ object, sides }, weights, objects) {
    const { ingresses = [] } = objects;
    const found = ingresses.find(isAt(object));
    if (!found) return [];
    // Weights that stay may be written in a way that counts as something else.
    const isChanged = sides.some(({ weight }, index) => weight !== weights[index]);
    const planned = isChanged ? weighted(found, weights) : found;
    const others = ingresses.map((one) => (one === found ? planned : one));
    return nginxSilences(planned, { ...objects, ingresses: others }, () => undefined);
  },
  settled: () => ({
    is: 'unknown',
    why: 'ingress-nginx does not say which weights it uses; it usually takes a change within seconds',
  }),
};

interface Pair {
  entry: Entry;
  primary: Entry;
}

/** Without a primary of the same host and path it shares nothing. */
function routeOf(canary: Ingress, primaries: readonly Ingress[]): CanaryRoute[] {
  const known = primaries.flatMap(entriesOf);
  const pairs = entriesOf(canary).flatMap((entry): Pair[] => {
    const primary = known.find((one) => isCanaryOf(entry, one));
    return primary ? [{ entry, primary }] : [];
  });
  const [first, ...more] = pairs;
  if (!first) return [];
  const { weight, total } = canaryWeight(canary);
  return [
    {
      provider: 'ingress-nginx',
      object: routedObject('ingresses', canary.metadata),
      place: '',
      rule: `${ruleWords(first.entry)}${more.length > 0 ? ` and ${more.length} more` : ''}`,
      knownAs: [...new Set(pairs.map(({ primary }) => primary.ingress))].map(({ metadata }) =>
        placeOf('ingresses', metadata),
      ),
      sides: [
        sideFor(
          pairs.map(({ primary }) => primary),
          total - weight,
        ),
        sideFor(
          pairs.map(({ entry }) => entry),
          weight,
        ),
      ],
      canary: 1,
      weights: { most: 1_000_000, leastSum: 100 },
    },
  ];
}

function sideFor(entries: readonly Entry[], weight: number): Side {
  const all = entries.map((entry) => sideOf({ ...backendOf(entry), weight }));
  const key = ({ kind, name, port }: Destination) => `${kind} ${name} ${port}`;
  const [first = { kind: '', namespace: '', name: '', weight }, ...more] = new Map(
    all.map((side) => [key(side), side]),
  ).values();
  const also = more.map(({ weight: _, ...destination }) => destination);
  return { ...first, ...(also.length > 0 && { also }) };
}

/** What is not there cannot be tested to be absent: all annotations have to be as they were, then. */
function testsOf(whole: JsonObject): PatchOperation[] {
  const paths = Object.values(keys).map((key) => ['metadata', 'annotations', key]);
  const isThere = paths.every((path) => valueAt(whole, path) !== undefined);
  const annotations = isThere ? paths : [['metadata', 'annotations']];
  return [...annotations, ['spec']].map((path) => tested(whole, path));
}

/** A total that counts as another than it says (`50`, which is 100) is written as what it counts as. */
function writesOf(
  { sides }: CanaryRoute,
  [primary = 0, canary = 0]: readonly number[],
  whole: JsonObject,
): PatchOperation[] {
  const [before, now] = sides.map(({ weight }) => weight);
  const sum = primary + canary;
  if (before === primary && now === canary) return [];
  const said = annotationOf(whole, keys.total) ?? '100';
  return [
    annotated(keys.weight, canary),
    ...(said === String(sum) ? [] : [annotated(keys.total, sum)]),
  ];
}

const annotationOf = (whole: JsonObject, key: string) =>
  valueAt(whole, ['metadata', 'annotations', key]);

/** ingress-nginx reads `True` and `1` as well; the rights in the cluster cover the usual word alone. */
function notPlain({ object: { namespace, name } }: CanaryRoute): UserError {
  return new UserError('refused', {
    what: `Ingress ${code(`${namespace}/${name}`)} does not say ${code(`${mark}: "true"`)} in just that way, and weights may be written only where it does.`,
    hint: 'Write it so once, then ask again.',
  });
}

const annotated = (key: string, value: number): PatchOperation => ({
  op: 'add',
  path: pointer(['metadata', 'annotations', key]),
  value: String(value),
});

function weighted(ingress: Ingress, [primary = 0, canary = 0]: readonly number[]): Ingress {
  const { metadata } = ingress;
  const changed = { [keys.weight]: String(canary), [keys.total]: String(primary + canary) };
  return {
    ...ingress,
    metadata: { ...metadata, annotations: { ...metadata.annotations, ...changed } },
  };
}
