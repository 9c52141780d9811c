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
const api = await startApiServer({ storage, resources, latencyMs: Number(latencyMs) });
process.send?.({ url: api.url, token: api.adminToken });
process.once('disconnect', () => api.close().then(() => process.exit(0)));

/** As many for every size, so that only the number of Services differs. */
function addIngresses(many: number): void {
  for (let index = 0; index < many; index += 1) {
    const { service, namespace } = serviceAt(index % Number(services));
    const backend = { service: { name: service, port: { number: 80 } } };
    const host = index < Number(services) ? service : `other-${index}`;
    const ingress = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: `ingress-${index}`, namespace },
      spec: {
        ingressClassName: 'nginx',
        rules: [
          {
            host: `${host}.example.com`,
            http: { paths: [{ path: '/', pathType: 'Prefix', backend }] },
          },
        ],
      },
    };
    storage.create(resources.of(ingress), ingress);
  }
}
