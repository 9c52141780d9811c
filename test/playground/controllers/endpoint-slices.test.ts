import { describe, expect, it } from 'vitest';
import { addShops } from '../../../src/playground/cluster/bulk.ts';
import type { EndpointSlice } from '../../../src/playground/cluster/defaults/network-kinds.ts';
import type { KubeObject } from '../../../src/playground/cluster/storage.ts';
import { deployment, service, startTrial, type Trial } from './trial.ts';

function slicesOf(trial: Trial, name: string): EndpointSlice[] {
  return (trial.all('discovery.k8s.io/v1', 'EndpointSlice', 'default') as EndpointSlice[]).filter(
    (slice) => slice.metadata.labels?.['kubernetes.io/service-name'] === name,
  );
}

const sizes = (slices: EndpointSlice[]) =>
  slices.map((slice) => slice.endpoints?.length ?? 0).sort((a, b) => b - a);

const portsOf = (app: KubeObject, ports: object[]): KubeObject => {
  const { template } = app.spec as { template: { spec: { containers: { ports: object[] }[] } } };
  for (const container of template.spec.containers) container.ports = ports;
  return app;
};

describe('EndpointSlices', () => {
  it('hold at most 100 endpoints each and shrink in place', () => {
    const trial = startTrial();
    const app = trial.create(deployment({ name: 'api', replicas: 250 }));
    trial.create(service('api'));
    const names = slicesOf(trial, 'api').map((slice) => slice.metadata.name);
    expect(sizes(slicesOf(trial, 'api'))).toEqual([100, 100, 50]);
    trial.change(app, (draft) => {
      (draft.spec as { replicas: number }).replicas = 120;
    });
    const after = slicesOf(trial, 'api');
    expect(sizes(after).reduce((sum, size) => sum + size, 0)).toBe(120);
    expect(after.every((slice) => names.includes(slice.metadata.name))).toBe(true);
  });

  it('are one per set of numbers that a named port resolves to', () => {
    const trial = startTrial();
    trial.create(deployment({ name: 'api' }));
    const other = portsOf(deployment({ name: 'api-next', replicas: 1 }), [
      { name: 'http', containerPort: 9090 },
    ]);
    const { selector, template } = other.spec as {
      selector: { matchLabels: Record<string, string> };
      template: { metadata: { labels: Record<string, string> } };
    };
    selector.matchLabels = { app: 'api', track: 'next' };
    template.metadata.labels = { app: 'api', track: 'next' };
    trial.create(other);
    trial.create(service('api'));
    const found = slicesOf(trial, 'api').map((slice) => [
      slice.ports?.[0]?.port,
      slice.endpoints?.length,
    ]);
    expect(found.sort()).toEqual([
      [8080, 2],
      [9090, 1],
    ]);
  });

  it('leave out a named port that the pods do not have, but list the pods', () => {
    const trial = startTrial();
    trial.create(deployment({ name: 'api' }));
    trial.create(service('api', { ports: [{ name: 'http', port: 80, targetPort: 'htpp' }] }));
    const [slice] = slicesOf(trial, 'api');
    expect(slice?.ports).toBeNull();
    expect(slice?.endpoints).toHaveLength(2);
  });

  it('are written for a number that no container declares', () => {
    const trial = startTrial();
    trial.create(deployment({ name: 'api' }));
    trial.create(service('api', { ports: [{ port: 80, targetPort: 1234 }] }));
    expect(slicesOf(trial, 'api')[0]?.ports).toEqual([{ name: '', port: 1234, protocol: 'TCP' }]);
  });

  it('are not written for Services without a selector or with an outer name', () => {
    const trial = startTrial();
    trial.create(service('none', { selector: undefined }));
    trial.create(service('outer', { type: 'ExternalName', externalName: 'a.example.com' }));
    expect([...slicesOf(trial, 'none'), ...slicesOf(trial, 'outer')]).toEqual([]);
  });

  it('come back when somebody deletes or edits them', () => {
    const trial = startTrial();
    trial.create(deployment({ name: 'api' }));
    trial.create(service('api'));
    const [slice] = slicesOf(trial, 'api');
    if (!slice) throw new Error('no slice');
    trial.remove(slice);
    const [again] = slicesOf(trial, 'api');
    expect(again?.endpoints).toEqual(slice.endpoints);
    if (!again) throw new Error('no slice');
    trial.change(again, (draft) => {
      draft.endpoints = [];
    });
    expect(slicesOf(trial, 'api')[0]?.endpoints).toEqual(slice.endpoints);
  });

  it('carry zone hints where the Service asks for them', () => {
    const trial = startTrial();
    trial.create(deployment({ name: 'api', replicas: 3 }));
    trial.create(service('api', { trafficDistribution: 'PreferClose' }));
    const endpoints = slicesOf(trial, 'api').flatMap((slice) => slice.endpoints ?? []);
    expect(endpoints.map((one) => one.hints?.forZones?.[0]?.name === one.zone)).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe('many Services at once', () => {
  it('are stored the way the controllers would leave them', () => {
    const trial = startTrial();
    addShops(trial.storage, trial.resources, { services: 20, endpointsPerService: 130 });
    const before = trial.all('discovery.k8s.io/v1', 'EndpointSlice');
    trial.controllers.settle();
    expect(trial.all('discovery.k8s.io/v1', 'EndpointSlice')).toEqual(before);
    expect(trial.all('v1', 'Pod')).toHaveLength(20 * 130);
  });

  it('cost in proportion, and one change costs one Service', () => {
    const trial = startTrial();
    const time = (act: () => void) => {
      const start = performance.now();
      act();
      return performance.now() - start;
    };
    addShops(trial.storage, trial.resources, {
      services: 2_000,
      endpointsPerService: 10,
      servicesPerNamespace: 2_000,
    });
    const whole = time(() => trial.controllers.settle());
    const [pod] = trial.all('v1', 'Pod', 'bulk-00000');
    if (!pod) throw new Error('no pod');
    let changes = 0;
    trial.storage.subscribe(() => {
      changes += 1;
    });
    const one = time(() => trial.remove(pod));
    // The pod, its slice, its Endpoints.
    expect(changes).toBe(3);
    expect(one).toBeLessThan(Math.max(50, whole / 4));
  });
});
