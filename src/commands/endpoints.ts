/** `endpoints <service>`: who is behind a Service, ready or not, and why. */
import * as z from 'zod';
import { defineCommand } from './command.ts';

export const endpoints = defineCommand({
  name: 'endpoints',
  summary: 'Show who is behind a Service, ready or not, and why',
  positionals: ['service'],
  options: {},
  examples: ['endpoints api-service -n shop', 'endpoints shop/mysql', 'endpoints api-service.shop'],
  args: z.strictObject({ service: z.string() }),
  access: 'read',
  needs: ['services', 'endpointslices', 'pods', 'events', 'namespaces'],
  run: async (request) => (await import('./endpoints-run.ts')).runEndpoints(request),
});
