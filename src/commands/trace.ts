/** `trace <url>`: where a URL ends up, from the host's name to the pods, and which rule decides. */
import * as z from 'zod';
import { defineCommand } from './command.ts';

const args = z.strictObject({
  url: z.string(),
  method: z.string().optional(),
  header: z.array(z.string()).optional(),
});

export const trace = defineCommand({
  name: 'trace',
  summary: 'Show where a URL ends up: the rule that wins, its Services and their pods',
  positionals: ['url'],
  options: {
    method: { hint: '<method>', summary: 'the HTTP method, if not GET' },
    header: { hint: '<name=value>', summary: 'a header of the request', isRepeatable: true },
  },
  examples: [
    'trace https://shop.example.com/api/cart',
    'trace gateway.shop.example.com/api/cart --method POST',
    'trace https://shop.example.com/api --header x-canary=always',
  ],
  args,
  access: 'read',
  needs: [
    'ingresses',
    'ingressclasses',
    'gateways',
    'gatewayclasses',
    'httproutes',
    'referencegrants',
    'ingressroutes',
    'traefikservices',
    'services',
    'endpointslices',
    'pods',
    'namespaces',
  ],
  run: async (request) => (await import('./trace-run.ts')).runTrace(request),
});
