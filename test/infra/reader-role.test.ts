/** The rights in `infra/kubernetes` are what the commands declare: no more, and enough. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createAnswer } from '../../src/app.ts';
import type { Clusters } from '../../src/cluster/cluster.ts';
import { createKubernetes, type KubernetesClusters } from '../../src/cluster/kubernetes.ts';
import type { Need } from '../../src/commands/command.ts';
import { commands } from '../../src/commands/registry.ts';
import { defaultConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { servedAs } from '../../src/objects/registry.ts';
import { type Demo, startDemo } from '../../src/playground/demo.ts';
import type { Gap } from '../../src/snapshot.ts';
import { filesOf, textOf } from '../architecture/tree.ts';
import { typed } from '../typed.ts';

const folder = 'infra/kubernetes';
const role = parse(textOf(`${folder}/reader/cluster-role.yaml`));
interface Rule {
  apiGroups: string[];
  resources: string[];
  /** Only these objects. */
  resourceNames?: string[];
  verbs: string[];
}
const rules: Rule[] = role.rules;

/** `/pods get,list`, or `/configmaps get coredns` for a single object. */
function line(group: string, resource: string, name?: string): string {
  return `${group}/${resource} ${name === undefined ? 'get,list' : `get ${name}`}`;
}

const granted = (some: readonly Rule[]) =>
  some.flatMap(({ apiGroups, resources, resourceNames = [undefined] }) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((resource) => resourceNames.map((name) => line(group, resource, name))),
    ),
  );

const needs = commands.flatMap((command) => command.needs);
const isOptional = (need: Need) => typeof need === 'object' && need.isOptional === true;

function linesOf(need: Need): string[] {
  const { kind, names } = typeof need === 'string' ? { kind: need, names: [undefined] } : need;
  const { group, resource } = servedAs(kind);
  // Which they are, whoever applies the Role has to say; it comes with an example.
  const known = names === 'asked' ? ['shop-tls'] : names;
  return known.map((name) => line(group, resource, name));
}

test('the reader may get and list exactly what the commands need', () => {
  const needed = needs.filter((need) => !isOptional(need)).flatMap(linesOf);
  expect(granted(rules).toSorted()).toEqual([...new Set(needed)].sort());
  expect(rules.map(({ verbs }) => verbs)).toEqual(
    rules.map(({ resourceNames }) => (resourceNames ? ['get'] : ['get', 'list'])),
  );
});

test('what a command can do without is a Role of its own, which a cluster may leave out', () => {
  const files = ['rbac-objects/cluster-role', 'tls-secrets/role'];
  const optional = files.flatMap((file): Rule[] => parse(textOf(`${folder}/${file}.yaml`)).rules);
  expect(optional.map(({ verbs }) => verbs)).toEqual([['get'], ['get']]);
  const needed = needs.filter(isOptional).flatMap(linesOf);
  expect(granted(optional).toSorted()).toEqual([...new Set(needed)].sort());
});

test('the reader has no wildcard, no Secret and no other kind of rule', () => {
  for (const rule of rules) {
    const { resourceNames: _, ...rest } = rule;
    expect(Object.keys(rest).toSorted()).toEqual(['apiGroups', 'resources', 'verbs']);
    expect(Object.values(rule).flat().join(' ')).not.toMatch(/\*|secret/i);
  }
  expect(role).not.toHaveProperty('aggregationRule');
});

test('the binding gives that role to that account', () => {
  const account = parse(textOf(`${folder}/reader/service-account.yaml`));
  const binding = parse(textOf(`${folder}/reader/cluster-role-binding.yaml`));
  const { name, namespace } = account.metadata;
  expect(binding.roleRef).toEqual({
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'ClusterRole',
    name: role.metadata.name,
  });
  expect(binding.subjects).toEqual([{ kind: 'ServiceAccount', name, namespace }]);
  expect(parse(textOf(`${folder}/namespace.yaml`)).metadata.name).toBe(namespace);
});

/** Components are what a cluster may do without. */
const isComponent = (path: string) => parse(textOf(path)).kind === 'Component';

const kustomizations = filesOf(`${folder}/**/kustomization.yaml`).map((path) => ({ path }));

test.each(kustomizations)('$path lists every file and folder beside it', ({ path }) => {
  const here = path.replace(/\/kustomization\.yaml$/, '');
  const { resources }: { resources: string[] } = parse(textOf(path));
  const beside = filesOf(`${here}/*.yaml`, `${here}/*/kustomization.yaml`)
    .filter((file) => file !== path && !isComponent(file))
    .map((file) => file.slice(here.length + 1).replace(/\/kustomization\.yaml$/, ''));
  expect(resources.toSorted()).toEqual(beside.toSorted());
});

let demo: Demo;
let clusters: KubernetesClusters;

beforeAll(async () => {
  demo = await startDemo({ scenario: 'shop' });
  clusters = createKubernetes({ demo: demo.source });
});
afterAll(async () => {
  await clusters.close();
  await demo.close();
});

/** The same door, remembering what it could not answer. */
function watched(gaps: Gap[]): Clusters {
  return {
    names: clusters.names,
    open(name) {
      const cluster = clusters.open(name);
      return {
        ...cluster,
        async read(queries) {
          const snapshot = await cluster.read(queries);
          gaps.push(...snapshot.gaps);
          return snapshot;
        },
        async readEach(groups) {
          const snapshots = await cluster.readEach(groups);
          gaps.push(...snapshots.flatMap((snapshot) => snapshot.gaps));
          return snapshots;
        },
      };
    },
  };
}

/** Of changes that were asked for, only Slack knows: these read no cluster but for what `canary` reads. */
const isDecision = ({ name }: { name: string }) =>
  /^(approve|reject|cancel|undo|expire|history)$/.test(name);
const examples = commands
  .filter((command) => !isDecision(command))
  .flatMap((command) => command.examples.map((line) => ({ line })));

test.each(examples)('`$line` is answered whole with the rights of the reader', async ({ line }) => {
  const gaps: Gap[] = [];
  const config = { ...defaultConfig(), clusters: { demo: demo.source } };
  const log = createLog({ level: 'error' });
  const before = demo.api.requests.length;
  const answer = createAnswer({ config, clusters: watched(gaps), commands, log });
  const report = await answer(typed(line));
  expect(report.error).toBeUndefined();
  // A kind that the cluster does not know takes no right.
  expect(gaps.filter(({ reason }) => reason !== 'not-installed')).toEqual([]);
  const asked = demo.api.requests.slice(before).filter(({ user }) => user !== minter);
  expect(asked.filter(({ status }) => [401, 403].includes(status))).toEqual([]);
  expect(asked.filter(({ user }) => user !== reader)).toEqual([]);
});

const reader = 'system:serviceaccount:portolan:portolan-reader';
/** Asks for the reader's tokens; see minter-role.test.ts. */
const minter = 'lambda';

test('the rights are no wider than that: a Secret is refused', async () => {
  const { url, tokenFor } = demo.api;
  const headers = { Authorization: `Bearer ${tokenFor('portolan', 'portolan-reader')}` };
  const answer = await fetch(`${url}/api/v1/namespaces/shop/secrets`, { headers });
  expect(answer.status).toBe(403);
});
