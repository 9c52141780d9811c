/**
 * What kinds of objects the embedded cluster serves: a registry that starts with the built-in
 * resources and grows when a CustomResourceDefinition is created.
 */
import { builtInResources } from './built-in-resources.ts';
import { customResources } from './custom-resources.ts';
import type { KubeObject } from './storage.ts';

/** A path below an object, such as `status` or `token`. Its kind may belong to another group. */
export interface Subresource {
  name: string;
  kind: string;
  verbs: readonly string[];
  group?: string;
  version?: string;
}

/** The part of an OpenAPI v3 schema that defaulting and pruning read. */
export interface JsonSchema {
  type?: string;
  default?: unknown;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  [keyword: string]: unknown;
}

/** A column a CustomResourceDefinition adds to what `kubectl get` prints. */
export interface PrinterColumn {
  name: string;
  type: string;
  jsonPath: string;
  format?: string;
  description?: string;
  priority?: number;
}

export interface CustomResource {
  schema?: JsonSchema;
  columns: readonly PrinterColumn[];
  /** Name of the definition that declared it: `httproutes.gateway.networking.k8s.io`. */
  definition: string;
}

export interface Resource {
  /** Empty for the core group. */
  group: string;
  version: string;
  plural: string;
  singular: string;
  kind: string;
  listKind: string;
  namespaced: boolean;
  shortNames?: readonly string[];
  categories?: readonly string[];
  verbs: readonly string[];
  subresources: readonly Subresource[];
  storageVersionHash?: string;
  /** What a `Warning` header tells everyone who still uses it. */
  deprecation?: string;
  /** Present for what a CustomResourceDefinition declared. */
  custom?: CustomResource;
}

export interface Resources {
  /** In discovery order: core first, then groups in the order they were added. */
  all(): readonly Resource[];
  byPath(group: string, version: string, plural: string): Resource | undefined;
  byKind(apiVersion: string, kind: string): Resource | undefined;
  /** Like `byKind`, for callers that only handle objects the cluster must know. Throws otherwise. */
  of(object: { apiVersion: string; kind: string }): Resource;
  add(resource: Resource): void;
  /** Adds every served version of a CustomResourceDefinition, replacing what it declared before. */
  define(definition: KubeObject): Resource[];
  /** Takes them back; returns what is no longer served. */
  undefine(definitionName: string): Resource[];
}

/** `v1` for the core group, `apps/v1` for the others. */
export function apiVersionOf(resource: { group: string; version: string }): string {
  return resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
}

/** The name errors use: `services`, but `ingresses.networking.k8s.io`. */
export function qualifiedName(resource: { group: string; plural: string }): string {
  return resource.group === '' ? resource.plural : `${resource.plural}.${resource.group}`;
}

export function createResources(initial: readonly Resource[] = builtInResources): Resources {
  const byPath = new Map<string, Resource>();
  const byKind = new Map<string, Resource>();
  const pathKey = (group: string, version: string, plural: string) =>
    `${group}/${version}/${plural}`;

  const registry: Resources = {
    all: () => [...byPath.values()],
    byPath: (group, version, plural) => byPath.get(pathKey(group, version, plural)),
    byKind: (apiVersion, kind) => byKind.get(`${apiVersion} ${kind}`),
    of(object) {
      const found = registry.byKind(object.apiVersion, object.kind);
      if (!found) throw new Error(`no resource serves ${object.apiVersion} ${object.kind}`);
      return found;
    },
    add(resource) {
      byPath.set(pathKey(resource.group, resource.version, resource.plural), resource);
      byKind.set(`${apiVersionOf(resource)} ${resource.kind}`, resource);
    },
    define(definition) {
      registry.undefine(definition.metadata.name);
      const added = customResources(definition);
      for (const resource of added) registry.add(resource);
      return added;
    },
    undefine(definitionName) {
      const gone = registry.all().filter(({ custom }) => custom?.definition === definitionName);
      for (const resource of gone) {
        byPath.delete(pathKey(resource.group, resource.version, resource.plural));
        byKind.delete(`${apiVersionOf(resource)} ${resource.kind}`);
      }
      return gone;
    },
  };
  for (const resource of initial) registry.add(resource);
  return registry;
}
