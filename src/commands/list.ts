/** `list`: the Services of a namespace, or of the cluster, with how many endpoints are ready. */
import * as z from 'zod';
import { defineCommand } from './command.ts';

export const list = defineCommand({
  name: 'list',
  summary: 'List Services with their type, ports and ready endpoints',
  positionals: [],
  options: {
    'all-namespaces': { short: 'A', summary: 'all namespaces, whatever the channel says' },
  },
  examples: ['list -n shop', 'list -A'],
  args: z.strictObject({ 'all-namespaces': z.boolean().default(false) }),
  access: 'read',
  needs: ['services', 'endpointslices', 'namespaces'],
  run: async (request) => (await import('./list-run.ts')).runList(request),
});
