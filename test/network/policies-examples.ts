/** A shop and its neighbours, and policies about them as a manifest has them. */
import { judgeTraffic } from '../../src/network/policies.ts';
import type { PodPeer, Traffic } from '../../src/network/policy-sides.ts';
import type { PolicyWorld } from '../../src/network/policy-ways.ts';
import { NetworkPolicy } from '../../src/objects/network-policy.ts';
import { pod } from './objects.ts';
import type { RawPolicy } from './policies-raw.ts';

const teams: Record<string, string> = { shop: 'sales', front: 'web', dev: 'web' };

/** `front/web` carries `app: web`, unless other labels are given, and listens on 8080 as `http`. */
export function podAt(path: string, labels?: Record<string, string>, more: object = {}): PodPeer {
  const [namespace = '', name = ''] = path.split('/');
  const metadata = { namespace, labels: labels ?? { app: name } };
  return {
    kind: 'pod',
    pod: pod({ name, metadata, ...more }),
    namespaceLabels: { team: teams[namespace] ?? 'none' },
  };
}

export const api = podAt('shop/api');
export const web = podAt('front/web');

type Spec = Partial<RawPolicy['spec']>;

/** `shop/deny: spec`; without a podSelector it selects every pod. */
export function policies(specs: Record<string, Spec>): NetworkPolicy[] {
  return Object.entries(specs).map(([path, spec]) => {
    const [namespace, name] = path.split('/');
    return NetworkPolicy.parse({
      metadata: { namespace, name },
      spec: { podSelector: {}, ...spec },
    });
  });
}

/** From `front/web` to `shop/api` on 8080/TCP, where nothing else is said. */
export const traffic = (more: Partial<Traffic> = {}): Traffic => ({
  from: web,
  to: api,
  port: 8080,
  protocol: 'TCP',
  ...more,
});

export const judge = (
  specs: Record<string, Spec>,
  more: Partial<Traffic> = {},
  world: Partial<PolicyWorld> = {},
) => judgeTraffic(traffic(more), { policies: policies(specs), ...world });
