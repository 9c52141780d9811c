/** Turns a CustomResourceDefinition into the resources it declares, one per served version. */
import { objectVerbs, storageVersionHash } from './built-in-resources.ts';
import type { JsonSchema, PrinterColumn, Resource, Subresource } from './resources.ts';
import type { KubeObject } from './storage.ts';

interface DefinitionSpec {
  group: string;
  scope: 'Namespaced' | 'Cluster';
  names: {
    plural: string;
    kind: string;
    singular?: string;
    listKind?: string;
    shortNames?: string[];
    categories?: string[];
  };
  versions: DefinitionVersion[];
}

interface DefinitionVersion {
  name: string;
  served: boolean;
  schema?: { openAPIV3Schema?: JsonSchema };
  additionalPrinterColumns?: PrinterColumn[];
  subresources?: { status?: object; scale?: object };
}

const editVerbs = ['get', 'patch', 'update'];

function subresourcesOf(kind: string, version: DefinitionVersion): Subresource[] {
  return version.subresources?.status ? [{ name: 'status', kind, verbs: editVerbs }] : [];
}

/** The shape is trusted: whoever stores a definition has checked it. */
export function customResources(definition: KubeObject): Resource[] {
  const spec = definition.spec as DefinitionSpec;
  const { names } = spec;
  return spec.versions
    .filter((version) => version.served)
    .map((version) => ({
      group: spec.group,
      version: version.name,
      plural: names.plural,
      singular: names.singular ?? names.kind.toLowerCase(),
      kind: names.kind,
      listKind: names.listKind ?? `${names.kind}List`,
      namespaced: spec.scope === 'Namespaced',
      ...(names.shortNames && { shortNames: names.shortNames }),
      ...(names.categories && { categories: names.categories }),
      verbs: objectVerbs,
      subresources: subresourcesOf(names.kind, version),
      storageVersionHash: storageVersionHash(spec.group, version.name, names.kind),
      custom: {
        ...(version.schema?.openAPIV3Schema && { schema: version.schema.openAPIV3Schema }),
        columns: version.additionalPrinterColumns ?? [],
        definition: definition.metadata.name,
      },
    }));
}
