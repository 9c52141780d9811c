/**
 * Clusters to try things on: YAML files under `src/playground/scenarios`, created through the same
 * defaults as a client's objects and brought to life by the controllers.
 */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closest } from 'fastest-levenshtein';
import { misspelt } from './controllers/ailments.ts';
import { type RunningControllers, startControllers } from './controllers/start.ts';
import { createAdmitted } from './defaults/registry.ts';
import type { Resource, Resources } from './resources.ts';
import {
  type Expectation,
  type ObjectName,
  readScenarioFile,
  ScenarioError,
  type ScenarioFile,
  type Written,
} from './scenario-documents.ts';
import type { KubeObject, ObjectMeta, Storage } from './storage.ts';

export { ScenarioError } from './scenario-documents.ts';

export interface Target {
  storage: Storage;
  resources: Resources;
  /** Controllers that run over the storage already; without them some run until all has settled. */
  controllers?: RunningControllers;
  now?: () => Date;
  /** Paths of further YAML files; an object given in them replaces the scenario's. */
  also?: readonly string[];
}

export interface ScenarioSummary {
  name: string;
  description: string;
  expect: readonly Expectation[];
}

const directory = fileURLToPath(new URL('../scenarios/', import.meta.url));

const names = (): string[] =>
  readdirSync(directory)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort();

/** In the order of their names. Pieces that scenarios are put together from are not listed. */
export function listScenarios(): ScenarioSummary[] {
  return names().map((name) => {
    const { head } = readScenarioFile(join(directory, `${name}.yaml`));
    return { name, description: head.description ?? '', expect: head.expect ?? [] };
  });
}

const all = (known: readonly string[]) => `there are: ${known.join(', ')}`;

/** A path is anything with a slash or ending in .yaml; a name is one of ours. */
function pathOf(nameOrPath: string): string {
  if (/\.ya?ml$/.test(nameOrPath)) return nameOrPath;
  const known = names();
  if (known.includes(nameOrPath)) return join(directory, `${nameOrPath}.yaml`);
  if (nameOrPath === 'help') throw new ScenarioError('a scenario has a name', all(known));
  throw new ScenarioError(
    `there is no scenario "${nameOrPath}"`,
    `did you mean "${closest(nameOrPath, known)}"? There are ${known.length}, such as healthy, shop and selector-typo; "help" names them all`,
  );
}

const identity = ({ kind, namespace = '', name }: ObjectName) => `${kind} ${namespace}/${name}`;

const identityOf = ({ kind, metadata }: KubeObject) =>
  identity({ kind, name: metadata.name, namespace: metadata.namespace ?? '' });

function mergePatch(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const whole = typeof target === 'object' && target !== null && !Array.isArray(target);
  const result: Record<string, unknown> = whole ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}

function find(objects: Map<string, Written>, wanted: ObjectName, path: string): Written {
  const found = objects.get(identity(wanted));
  if (found) return found;
  const nearest = objects.size > 0 ? closest(identity(wanted), [...objects.keys()]) : 'nothing';
  throw new ScenarioError(
    `${path}: no ${identity(wanted)} to change`,
    `the nearest is ${nearest}; extend the file that has it, or mend the name`,
  );
}

/** A base stands next to the file that names it, or is one of ours. */
function basePath(path: string, base: string): string {
  const near = join(dirname(path), `${base}.yaml`);
  return existsSync(near) ? near : join(directory, `${base}.yaml`);
}

/** Later files win: an object given again replaces the earlier one. */
function compose(path: string, chain: string[] = []): Map<string, Written> {
  if (chain.includes(path)) {
    throw new ScenarioError(`${path}: extends itself`, [...chain, path].join(' -> '));
  }
  const { head, objects }: ScenarioFile = readScenarioFile(path);
  const composed = new Map<string, Written>();
  for (const base of [head.extends ?? []].flat()) {
    const bases = compose(basePath(path, base), [...chain, path]);
    for (const [key, written] of bases) composed.set(key, written);
  }
  for (const gone of head.delete ?? []) {
    find(composed, gone, path);
    composed.delete(identity(gone));
  }
  for (const patch of head.patch ?? []) {
    const written = find(composed, patch, path);
    const object = mergePatch(written.object, patch.merge) as KubeObject;
    composed.set(identity(patch), { ...written, object });
  }
  for (const written of objects) composed.set(identityOf(written.object), written);
  return composed;
}

/** What others need in place first; the rest keeps the order of the files. */
const rank = ({ object }: Written): number => {
  const first = ['Namespace', 'CustomResourceDefinition', 'Node', 'IngressClass'];
  const at = first.indexOf(object.kind);
  return at < 0 ? first.length : at;
};

function resourceOf({ object, place }: Written, resources: Resources): Resource {
  const resource = resources.byKind(object.apiVersion, object.kind);
  if (resource) return resource;
  const known = resources.all().map((one) => one.kind);
  throw new ScenarioError(
    `${place}: unknown kind ${object.kind} in ${object.apiVersion}`,
    `the nearest is ${closest(object.kind, known)}; custom kinds need their definition`,
  );
}

/** Annotations of the object and of the pods it will make. */
function checkAnnotations({ object, place }: Written): void {
  const { template } = Object(object.spec) as { template?: { metadata?: ObjectMeta } };
  const annotations = { ...object.metadata.annotations, ...template?.metadata?.annotations };
  const slip = misspelt(annotations);
  if (!slip) return;
  throw new ScenarioError(
    `${place}: unknown annotation ${slip.key}`,
    `the nearest is ${slip.nearest}`,
  );
}

function store(written: Written, { storage, resources }: Target): void {
  checkAnnotations(written);
  const resource = resourceOf(written, resources);
  const { object, place } = written;
  const namespace = object.metadata.namespace ?? 'default';
  if (resource.namespaced) {
    const home = resources.byPath('', 'v1', 'namespaces');
    if (home && !storage.get(home, undefined, namespace)) {
      throw new ScenarioError(
        `${place}: no namespace "${namespace}"`,
        'declare it in the scenario',
      );
    }
  }
  const metadata = resource.namespaced ? { ...object.metadata, namespace } : object.metadata;
  const stored = createAdmitted(resource, { ...object, metadata }, storage);
  if (resource.kind === 'CustomResourceDefinition') resources.define(stored);
}

/**
 * Fills the storage with a scenario (a name of ours, or the path of a YAML file) and returns when
 * the controllers have nothing left to do. Throws a ScenarioError for what its writer can mend.
 */
export function loadScenario(nameOrPath: string, target: Target): void {
  const { storage, resources, controllers, now, also = [] } = target;
  const composed = [pathOf(nameOrPath), ...also].flatMap((path) => [...compose(path)]);
  const objects = [...new Map(composed).values()];
  for (const written of objects.toSorted((a, b) => rank(a) - rank(b))) store(written, target);
  const running = controllers ?? startControllers(storage, resources, now ? { now } : {});
  running.settle();
  if (!controllers) running.stop();
}
