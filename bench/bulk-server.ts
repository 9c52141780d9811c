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
