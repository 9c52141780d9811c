/** From 20 % to 30 % and back, on every router: asked for, approved by somebody else, read back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wordsOf } from '../../slack/bot.ts';
import { labelsOf, type People, startPeople } from './world.ts';

let people: People;
beforeAll(async () => {
  people = await startPeople();
});
afterAll(() => people.close());

interface Way {
  router: string;
  line: string;
  place: [apiVersion: string, kind: string, namespace: string, name: string];
  weights(object: Record<string, unknown>): unknown;
  outcome: RegExp;
}

const annotations = (object: Record<string, unknown>) =>
  (object as { metadata: { annotations: Record<string, string> } }).metadata.annotations;

const ways: Way[] = [
  {
    router: 'ingress-nginx',
    line: 'canary shop-api-canary 30% -n shop',
    place: ['networking.k8s.io/v1', 'Ingress', 'shop', 'shop-api-canary'],
    weights: (object) => [
      100 - Number(annotations(object)['nginx.ingress.kubernetes.io/canary-weight']),
      Number(annotations(object)['nginx.ingress.kubernetes.io/canary-weight']),
    ],
    outcome: /written; ingress-nginx does not say/,
  },
  {
    router: 'Gateway API',
    line: 'canary shop 30% -n shop-gateway',
    place: ['gateway.networking.k8s.io/v1', 'HTTPRoute', 'shop-gateway', 'shop'],
    weights: (object) =>
      (
        object as { spec: { rules: { backendRefs: { weight: number }[] }[] } }
      ).spec.rules[0]?.backendRefs.map(({ weight }) => weight),
    outcome: /in effect/,
  },
  {
    router: 'Traefik',
    line: 'canary api-canary 30% -n shop-traefik',
    place: ['traefik.io/v1alpha1', 'TraefikService', 'shop-traefik', 'api'],
    weights: (object) =>
      (
        object as { spec: { weighted: { services: { weight: number }[] } } }
      ).spec.weighted.services.map(({ weight }) => weight),
    outcome: /written; Traefik does not say/,
  },
  {
    router: 'AWS load balancers',
    line: 'canary api-canary 30% -n shop-alb',
    place: ['networking.k8s.io/v1', 'Ingress', 'shop-alb', 'shop'],
    weights: (object) =>
      JSON.parse(
        annotations(object)['alb.ingress.kubernetes.io/actions.api'] ?? '{}',
      ).forwardConfig.targetGroups.map(({ weight }: { weight: number }) => weight),
    outcome: /in effect/,
  },
];

function weightsNow({ place: [apiVersion, kind, namespace, name], weights }: Way): unknown {
  const { storage, resources } = people.here.demo.api;
  const object = storage.get(resources.of({ apiVersion, kind }), namespace, name);
  return object && weights(object as unknown as Record<string, unknown>);
}

test.each(ways)(
  '$router: what was asked for is written once approved, and taken back',
  async (way) => {
    expect(weightsNow(way)).toEqual([80, 20]);
    const root = await people.say('linus', `${way.line} --reason "metrics are fine"`);
    expect(wordsOf(root)).toMatch(
      /from 20 % to 30 % of .* waits for 1 approval, until \d\d:\d\d UTC/,
    );
    expect(labelsOf(root)).toEqual(['Approve', 'Reject', 'Take back']);
    expect(weightsNow(way)).toEqual([80, 20]);

    await people.click('grace', root, 'Approve');
    expect(weightsNow(way)).toEqual([70, 30]);
    expect(wordsOf(people.now(root))).toMatch(way.outcome);
    expect(labelsOf(people.now(root))).toEqual([]);

    const undo = people.thread(root).find((one) => labelsOf(one).includes('Undo'));
    if (!undo) throw new Error('there is nothing to undo it with');
    const [taken = ''] = await people.click('linus', undo, 'Undo');
    expect(taken).toMatch(/from 30 % to 20 %/);
    expect(taken).toMatch(way.outcome);
    expect(weightsNow(way)).toEqual([80, 20]);
  },
);
