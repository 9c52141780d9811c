/** A process of its own: an embedded cluster with many Services, so that only the client is measured. */
import { addShops } from '../src/playground/cluster/bulk.ts';
import { createStorage } from '../src/playground/cluster/memory.ts';
import { createResources } from '../src/playground/cluster/resources.ts';
import { startApiServer } from '../src/playground/cluster/server.ts';

const [services = '100', latencyMs = '0'] = process.argv.slice(2);
const storage = createStorage();
const resources = createResources();
addShops(storage, resources, { services: Number(services), endpointsPerService: 10 });
const api = await startApiServer({ storage, resources, latencyMs: Number(latencyMs) });
process.send?.({ url: api.url, token: api.adminToken });
process.once('disconnect', () => api.close().then(() => process.exit(0)));
