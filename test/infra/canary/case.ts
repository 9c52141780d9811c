/**
 * What the account for weights may change and what it may not, told once for the embedded cluster and
 * for a real one (`test/real/canary-policy.test.ts`).
 */
export interface Operation {
  op: 'add' | 'replace' | 'remove';
  path: string;
  value?: unknown;
}

export type Change = readonly [what: string, ...operations: Operation[]];

/** An object, and changes of it; each is made on the object as it is given here. */
export interface Subject {
  name: string;
  object: {
    apiVersion: string;
    kind: string;
    metadata: {
      name: string;
      namespace?: string;
      labels: Record<string, string>;
      annotations: Record<string, string>;
    };
    spec: object;
  };
  /** `networking.k8s.io/v1/ingresses`: group, version and plural. */
  served: string;
  policy: string;
  passes: readonly Change[];
  refused: readonly Change[];
}

export const replace = (path: string, value: unknown): Operation => ({
  op: 'replace',
  path,
  value,
});
export const add = (path: string, value: unknown): Operation => ({ op: 'add', path, value });
export const remove = (path: string): Operation => ({ op: 'remove', path });

/** A JSON Pointer to an annotation. */
export const annotation = (key: string) =>
  `/metadata/annotations/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** What every subject has, so that changing it is tried on all of them. */
export const metadata = {
  labels: { app: 'api' },
  annotations: { 'example.com/team': 'storefront' },
};

const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'nobody', uid: 'none' };

export const ofEveryKind: readonly Change[] = [
  ['a label', replace('/metadata/labels/app', 'web')],
  ['one more label', add('/metadata/labels/track', 'canary')],
  ['no labels', remove('/metadata/labels')],
  ['another annotation', replace(annotation('example.com/team'), 'search')],
  ['one more annotation', add(annotation('example.com/note'), 'x')],
  ['an annotation less', remove(annotation('example.com/team'))],
  ['a finalizer', add('/metadata/finalizers', ['example.com/hold'])],
  ['an owner', add('/metadata/ownerReferences', [owner])],
];
