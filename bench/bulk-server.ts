/** A process of its own: an embedded cluster with many Services, so that only the client is measured. */
import { addShops } from '../src/playground/cluster/bulk.ts';
import { createStorage } from '../src/playground/cluster/memory.ts';
import { createResources } from '../src/playground/cluster/resources.ts';
import { startApiServer } from '../src/playground/cluster/server.ts';
import { serviceAt } from './processes.ts';

const [services = '100', latencyMs = '0'] = process.argv.slice(2);
const storage = createStorage();
const resources = createResources();
addShops(storage, resources, { services: Number(services), endpointsPerService: 10 });
addIngresses(1000);
addCanary();
const api = await startApiServer({ storage, resources, latencyMs: Number(latencyMs) });
process.send?.({ url: api.url, token: api.adminToken });
process.once('disconnect', () => api.close().then(() => process.exit(0)));

/** As many for every size, so that only the number of Services differs. */
function addIngresses(many: number): void {
  for (let index = 0; index < many; index += 1) {
    const place = serviceAt(index % Number(services));
    const host = index < Number(services) ? place.service : `other-${index}`;
    addIngress({ ...place, name: `ingress-${index}`, host });
  }
}

/** A pair that shares requests, of a class of its own. */
function addCanary(): void {
  const nginx = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'shared' },
    spec: { controller: 'k8s.io/ingress-nginx' },
  };
  storage.create(resources.of(nginx), nginx);
  const prefix = 'nginx.ingress.kubernetes.io/canary';
  const shared = { host: 'shared', className: 'shared' };
  addIngress({ ...serviceAt(50), ...shared, name: 'shared-stable' });
  const annotations = { [prefix]: 'true', [`${prefix}-weight`]: '20' };
  addIngress({ ...serviceAt(51), ...shared, name: 'shared' }, annotations);
}

interface Placed {
  service: string;
  namespace: string;
  name: string;
  host: string;
  className?: string;
}

function addIngress(placed: Placed, annotations = {}): void {
  const { service, namespace, name, host, className = 'nginx' } = placed;
  const backend = { service: { name: service, port: { number: 80 } } };
  const paths = [{ path: '/', pathType: 'Prefix', backend }];
  const ingress = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace, annotations },
    spec: {
      ingressClassName: className,
      rules: [{ host: `${host}.example.com`, http: { paths } }],
    },
  };
  storage.create(resources.of(ingress), ingress);
}
