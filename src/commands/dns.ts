/** `dns <name>`: what a name is called, what it should resolve to, and why not. */
import * as z from 'zod';
import { askedTypes } from '../network/dns-records.ts';
import { defineCommand } from './command.ts';
import { corefiles } from './dns-queries.ts';

const args = z.strictObject({
  name: z.string(),
  from: z.string().optional(),
  type: z.preprocess(
    (value) => (typeof value === 'string' ? value.toUpperCase() : value),
    z.enum(askedTypes, { error: `has to be one of ${askedTypes.join(', ')}` }).optional(),
  ),
  observe: z.boolean().optional(),
});

export const dns = defineCommand({
  name: 'dns',
  summary: 'Show what a name should resolve to, or why it does not',
  positionals: ['name'],
  options: {
    from: {
      hint: '<namespace|pod>',
      summary: 'which queries a pod there tries, and which one answers',
    },
    type: { hint: `<${askedTypes.join('|')}>`, summary: 'only records of this type' },
    observe: { summary: 'ask the DNS pods too (an optional Role: infra/kubernetes/dns-lookup)' },
  },
  examples: ['dns payments -n shop', 'dns backend-service.default --from shop', 'dns 10.96.0.10'],
  args,
  access: 'read',
  needs: [
    'services',
    'endpointslices',
    'pods',
    'namespaces',
    { kind: 'configmaps', names: corefiles.map(({ name }) => name) },
  ],
  looksUp: true,
  run: async (request) => (await import('./dns-run.ts')).runDns(request),
});
