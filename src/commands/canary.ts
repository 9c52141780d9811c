/** `canary [what] [weight]`: how a route shares its requests, and asking for other shares. */
import { args } from './canary-args.ts';
import { defineCommand, type Need } from './command.ts';

/** Held by a test to what the providers read, so that the front need not load them to know. */
export const canaryNeeds: readonly Need[] = [
  'ingresses',
  'ingressclasses',
  'httproutes',
  'referencegrants',
  'traefikservices',
  'ingressroutes',
  'rollouts',
  'services',
  'endpointslices',
  'events',
];

/** Where weights stand. */
export const weighted = ['ingresses', 'httproutes', 'traefikservices', 'ingressroutes'] as const;

export const canary = defineCommand({
  name: 'canary',
  summary: 'Show how a route shares its requests, or ask for another share of the canary',
  positionals: ['target?', 'change?'],
  options: {
    reason: { hint: '<text>', summary: 'why, for whoever approves and for the journal' },
    rule: { hint: '<number|path>', summary: 'which rule, where a route has several' },
    canary: { hint: '<name>', summary: 'which backend is the canary, where the names do not say' },
    'despite-gitops': { summary: 'although Git or Helm will write the old weight back' },
  },
  examples: [
    'canary shop-api-canary -n shop',
    'canary shop-api-canary 30% -n shop --reason "metrics are fine"',
    'canary httproute/shop 5/1000 -n shop-gateway',
    'canary shop-api-canary abort -n shop',
    'canary -n shop',
  ],
  args,
  access: 'write',
  needs: canaryNeeds,
  patches: weighted,
  run: async (request) => (await import('./canary-run.ts')).runCanary(request),
});
