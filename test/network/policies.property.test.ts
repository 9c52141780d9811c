import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { judgeTraffic } from '../../src/network/policies.ts';
import type { Peer } from '../../src/network/policy-sides.ts';
import { proves } from '../properties.ts';
import { everythingAllowed, keyOf, literally, type Reading } from './policies-naive.ts';
import type { RawPolicy } from './policies-raw.ts';
import { isPod, parsed, podPeer, type Question, questions, trafficOf } from './policies-worlds.ts';

const judge = (question: Question) =>
  judgeTraffic(trafficOf(question), { policies: parsed(question.world.policies) });

const isAllowed = ({ world, from, to, protocol, port }: Question, reading: Reading) =>
  everythingAllowed(world, reading).has(keyOf(from, to, protocol, port));

/** Where plugins differ on blocks that hold pods, and it matters, there is no answer. */
function expected(question: Question, reading: Reading) {
  const whenever = [true, false].map((blocksArePods) =>
    isAllowed(question, { ...reading, blocksArePods }),
  );
  if (whenever[0] !== whenever[1]) return 'not-evaluated';
  return whenever[0] ? 'allowed' : 'denied';
}

const agrees = (reading: Reading) =>
  fc.property(questions, (question) => {
    expect(judge(question).verdict).toBe(expected(question, reading));
  });

proves('every verdict is that of the specification, read literally', 1000, agrees(literally));

const misreadings: [sentence: string, reading: Partial<Reading>][] = [
  ['both selectors of a peer need not hold', { both: (a, b) => a || b }],
  ['a pod selector reaches into every namespace', { own: () => true }],
  ['exceptions do not count', { except: (isIn) => isIn }],
  ['a rule without peers is for nobody', { noPeers: false }],
  ['a rule without ports is for none', { noPorts: false }],
  ['a port without protocol is for all of them', { protocol: ['TCP', 'UDP'] }],
  ['a range ends where it starts', { lastOf: (port) => port }],
  ['a range does not include its end', { lastOf: (port, end) => Math.max(port, end - 1) }],
  ['a named port is one of the source', { namedOn: (source) => source }],
  ['NotIn needs the key', { lacksKey: false }],
  ['without types a policy is for both', { types: () => ['Ingress', 'Egress'] }],
  ['without types a policy is for ingress alone', { types: () => ['Ingress'] }],
  ['only the first policy counts', { count: (all) => all.slice(0, 1) }],
  ['only the last policy counts', { count: (all) => all.slice(-1) }],
  ['egress does not count', { ends: (_, isIn) => isIn }],
  ['ingress does not count', { ends: (isOut) => isOut }],
  ['one open end is enough', { ends: (isOut, isIn) => isOut || isIn }],
];

/** The property is sharp: a single sentence read wrongly is found out. */
test.each(misreadings)('it would be found if %s', (_, reading) => {
  const found = fc.check(agrees({ ...literally, ...reading }), {
    numRuns: 20_000,
    seed: 1,
    endOnFailure: true,
  });
  expect(found.failed).toBe(true);
});

/** What hides of the source, from nothing to all but its namespace. */
const veils: ((question: Question, peer: ReturnType<typeof podPeer>) => Peer)[] = [
  (_, peer) => ({ ...peer, namespaceLabels: undefined }),
  ({ from }, { namespaceLabels }) => ({
    kind: 'workload',
    namespace: from.namespace ?? '',
    name: 'api',
    labels: from.labels ?? {},
    namespaceLabels,
  }),
  ({ from }, { namespaceLabels }) => ({
    kind: 'namespace',
    namespace: from.namespace ?? '',
    namespaceLabels,
  }),
  ({ from }) => ({ kind: 'namespace', namespace: from.namespace ?? '' }),
];

proves(
  'what is not known never makes a verdict that the whole truth would not',
  1000,
  fc.property(questions, fc.constantFrom(...veils), (question, veil) => {
    const { from, to, world } = question;
    fc.pre(isPod(from) && from !== to);
    const traffic = { ...trafficOf(question), from: veil(question, podPeer(from, world)) };
    const { verdict } = judgeTraffic(traffic, { policies: parsed(world.policies) });
    if (verdict !== 'not-evaluated') expect(verdict).toBe(expected(question, literally));
  }),
);

proves(
  'the rules that are said to be missing open the way, and close none',
  500,
  fc.property(questions, (question) => {
    const { world } = question;
    const { verdict, missing } = judge(question);
    fc.pre(verdict === 'denied');
    const added = missing.map(({ yaml }): RawPolicy => parse(yaml));
    const after = { ...question, world: { ...world, policies: [...world.policies, ...added] } };
    expect(judge(after).verdict).not.toBe('denied');
    expect(isAllowed(after, literally)).toBe(true);
    const open = everythingAllowed(after.world);
    expect([...everythingAllowed(world)].filter((key) => !open.has(key))).toEqual([]);
  }),
);
