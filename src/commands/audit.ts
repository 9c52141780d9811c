/** `audit [namespace|service]`: what works today and will hurt some day, worst first. */
import * as z from 'zod';
import { defineCommand } from './command.ts';

export const audit = defineCommand({
  name: 'audit',
  summary: 'Hold a namespace, a Service or the whole cluster to good practice, worst first',
  positionals: ['target?'],
  options: {
    'all-namespaces': { short: 'A', summary: 'all namespaces, whatever the channel says' },
  },
  examples: ['audit -n shop', 'audit shop/api-service', 'audit -A'],
  args: z.strictObject({
    target: z.string().optional(),
    'all-namespaces': z.boolean().default(false),
  }),
  access: 'read',
  needs: [
    'services',
    'pods',
    'deployments',
    'statefulsets',
    'ingresses',
    'ingressclasses',
    'networkpolicies',
    'ciliumnetworkpolicies',
    'ciliumclusterwidenetworkpolicies',
    'caliconetworkpolicies',
    'globalnetworkpolicies',
    'adminnetworkpolicies',
    'baselineadminnetworkpolicies',
    'clusternetworkpolicies',
    'nodes',
    'namespaces',
  ],
  run: async (request) => (await import('./audit-run.ts')).runAudit(request),
});
