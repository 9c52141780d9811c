/** Every object of the scenarios passes its schema; of the custom resources no field is lost. */
import { describe, expect, test } from 'vitest';
import { HTTPRoute } from '../../src/objects/http-route.ts';
import { IngressRoute } from '../../src/objects/ingress-route.ts';
import { kinds } from '../../src/objects/registry.ts';
import { listScenarios } from '../../src/playground/cluster/scenario.ts';
import { load } from '../playground/scenarios/loaded.ts';

const custom = /^(gateway\.networking\.k8s|traefik)\.io$/;

describe.each(listScenarios())('$name', ({ name }) => {
  const { of } = load(name);

  test.each(Object.values(kinds))('every $kind passes', ({ kind, schema }) => {
    for (const object of of(kind)) expect(schema.safeParse(object).error).toBeUndefined();
  });

  test.each(Object.values(kinds).filter(({ group }) => custom.test(group)))(
    'every $kind is read whole',
    ({ kind, schema }) => {
      for (const { spec, status, metadata } of of(kind)) {
        const read = { spec, ...(status ? { status } : {}) };
        const { generation } = metadata;
        expect(schema.parse({ metadata, ...read })).toMatchObject({
          ...read,
          metadata: { generation },
        });
      }
    },
  );
});

const metadata = { name: 'shop', namespace: 'shop' };

test('nulls are what is left out', () => {
  const rule = { matches: null, filters: null, timeouts: null };
  const ref = { name: 'api', port: null, weight: null, namespace: null, group: null };
  const spec = { parentRefs: null, hostnames: null, rules: [{ ...rule, backendRefs: [ref] }] };
  const route = HTTPRoute.parse({ metadata, spec, status: null });
  expect(route.spec).toMatchObject({ parentRefs: [], hostnames: [] });
  const [backend] = route.spec.rules[0]?.backendRefs ?? [];
  expect(backend).toMatchObject({ group: '', kind: 'Service', weight: 1, filters: [] });
});

test('an empty route is a route', () => {
  expect(HTTPRoute.parse({ metadata }).spec.rules).toEqual([]);
  expect(IngressRoute.parse({ metadata, spec: { routes: null, tls: null } }).spec.routes).toEqual(
    [],
  );
});
