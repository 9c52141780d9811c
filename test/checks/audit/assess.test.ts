/** What could not be read, and what was read in part. */
import { expect, test } from 'vitest';
import { assess } from '../../../src/checks/audit/assess.ts';
import { kindsOf } from '../../../src/checks/audit/kinds.ts';
import { auditRules } from '../../../src/checks/audit/registry.ts';
import { keepNamespaces, wholeNamespaces } from '../../../src/checks/audit/whole.ts';
import { audit } from '../../../src/commands/audit.ts';
import { service } from '../../network/objects.ts';
import { factsOf, withPart } from './world.ts';

const parts = Object.keys(kindsOf) as (keyof typeof kindsOf)[];
const refused = [{ reason: 'refused' as const, message: 'no' }];
const statuses = (facts: Parameters<typeof assess>[1]) =>
  new Map(assess(auditRules, facts).map(({ rule, status }) => [rule.id, status]));

test.each(parts)('where %s could not be read, every rule that needs them is unknown', (name) => {
  const said = statuses(withPart(factsOf({}), name, { gaps: refused }));
  const unknown = auditRules.filter(({ id }) => said.get(id) === 'unknown').map(({ id }) => id);
  const needing = auditRules.filter(({ needs }) => needs.includes(name)).map(({ id }) => id);
  expect(unknown).toEqual(needing);
  expect(needing).not.toEqual([]);
});

test('where a list was cut, the rules that need it are unknown; of nodes some are enough', () => {
  expect(statuses(withPart(factsOf({}), 'pods', { isCut: true })).get('namespace-has-policy')).toBe(
    'unknown',
  );
  expect(statuses(withPart(factsOf({}), 'nodes', { isCut: true })).get('dns-replicated')).toBe(
    'skipped',
  );
});

test('the command declares the kinds that its rules read, and namespaces', () => {
  const kinds = new Set([...parts.flatMap((name) => kindsOf[name]), 'namespaces']);
  expect(audit.needs.toSorted()).toEqual([...kinds].sort());
});

test.each(auditRules)('$id says where it is written', ({ explain }) => {
  expect(explain.source).toMatch(/^https:\/\/(kubernetes\.io|kubernetes\.github\.io)\//);
});

const at = (...namespaces: string[]) =>
  namespaces.map((namespace) => service({}, { metadata: { name: 'api', namespace } }));
const cutAfter = (...namespaces: string[]) =>
  withPart(factsOf({ services: at(...namespaces) }), 'services', { isCut: true });

test('of a list that was cut, the namespace it was cut in and those after it are left out', () => {
  const { facts, from, cut } = wholeNamespaces(cutAfter('a', 'b', 'b', 'c', 'c'));
  expect(from).toBe('c');
  expect(cut).toEqual(['services']);
  expect(facts.services.all.map(({ metadata }) => metadata.namespace)).toEqual(['a', 'b', 'b']);
  expect(facts.services.isCut).toBe(false);
});

test('the order is that of the keys, in which a dash comes before the slash', () => {
  expect(wholeNamespaces(cutAfter('a-b', 'a', 'c')).from).toBe('c');
});

test.each([
  ['not in that order', ['b', 'a', 'c']],
  ['all in one namespace', ['a', 'a']],
])('a list %s stays cut: what it says is not whole', (_, namespaces) => {
  const { facts, from } = wholeNamespaces(cutAfter(...namespaces));
  expect(from).toBeUndefined();
  expect(facts.services.isCut).toBe(true);
});

test('namespaces can be left out', () => {
  const facts = keepNamespaces(factsOf({ services: at('a', 'b') }), (name) => name === 'a');
  expect(facts.services.all).toHaveLength(1);
});
