/** The objects of one resource: by namespace and name, sorted, and by label where asked. */
import type { KubeObject } from './storage.ts';

export interface Shelf {
  get(namespace: string | undefined, name: string): KubeObject | undefined;
  /** A snapshot that later writes do not touch. Without namespace: all of them. */
  list(namespace?: string): KubeObject[];
  withLabel(namespace: string | undefined, label: string, value: string): KubeObject[];
  put(object: KubeObject): void;
  remove(namespace: string | undefined, name: string): KubeObject | undefined;
}

/** One namespace of a resource (or all of a cluster-scoped one, under the empty name). */
interface Drawer {
  byName: Map<string, KubeObject>;
  sorted: KubeObject[] | undefined;
  /** Label -> value -> names. A label is indexed from its first lookup on. */
  byLabel: Map<string, Map<string, Set<string>>>;
}

const byName = (a: KubeObject, b: KubeObject) => (a.metadata.name < b.metadata.name ? -1 : 1);

/** Index of the first object whose name is not before `name`. */
function position(sorted: readonly KubeObject[], name: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.metadata.name ?? '') < name) low = middle + 1;
    else high = middle;
  }
  return low;
}

function indexLabel(index: Map<string, Set<string>>, object: KubeObject, label: string): void {
  const value = object.metadata.labels?.[label];
  if (value === undefined) return;
  const names = index.get(value) ?? new Set();
  index.set(value, names.add(object.metadata.name));
}

function replace(drawer: Drawer, name: string, object: KubeObject | undefined): void {
  const before = drawer.byName.get(name);
  if (object) drawer.byName.set(name, object);
  else drawer.byName.delete(name);
  if (drawer.sorted) {
    const at = position(drawer.sorted, name);
    drawer.sorted = drawer.sorted.toSpliced(at, before ? 1 : 0, ...(object ? [object] : []));
  }
  for (const [label, index] of drawer.byLabel) {
    const old = before?.metadata.labels?.[label];
    if (old !== undefined) index.get(old)?.delete(name);
    if (object) indexLabel(index, object, label);
  }
}

function sortedObjects(drawer: Drawer): KubeObject[] {
  drawer.sorted ??= [...drawer.byName.values()].sort(byName);
  return drawer.sorted;
}

function labelled(drawer: Drawer, label: string, value: string): KubeObject[] {
  let index = drawer.byLabel.get(label);
  if (!index) {
    index = new Map();
    for (const object of drawer.byName.values()) indexLabel(index, object, label);
    drawer.byLabel.set(label, index);
  }
  const names = [...(index.get(value) ?? [])].sort();
  return names.flatMap((name) => drawer.byName.get(name) ?? []);
}

export function createShelf(): Shelf {
  const drawers = new Map<string, Drawer>();
  /** Keys sort as `namespace/name`, so `a-b` comes before `a`. */
  let namespaces: string[] = [];

  function drawer(namespace: string): Drawer {
    let found = drawers.get(namespace);
    if (!found) {
      found = { byName: new Map(), sorted: undefined, byLabel: new Map() };
      drawers.set(namespace, found);
      namespaces = [...drawers.keys()].sort((a, b) => (`${a}/` < `${b}/` ? -1 : 1));
    }
    return found;
  }

  function each(namespace: string | undefined, read: (drawer: Drawer) => KubeObject[]) {
    if (namespace === undefined) return namespaces.flatMap((name) => read(drawer(name)));
    const found = drawers.get(namespace);
    return found ? read(found) : [];
  }

  return {
    get: (namespace = '', name) => drawers.get(namespace)?.byName.get(name),
    list: (namespace) => [...each(namespace, sortedObjects)],
    withLabel: (namespace, label, value) =>
      each(namespace, (found) => labelled(found, label, value)),
    put(object) {
      replace(drawer(object.metadata.namespace ?? ''), object.metadata.name, object);
    },
    remove(namespace = '', name) {
      const before = drawers.get(namespace)?.byName.get(name);
      if (before) replace(drawer(namespace), name, undefined);
      return before;
    },
  };
}
