/** The documented JSON, as far as the suite looks at it. */
import * as z from 'zod';

const Item = z.object({
  addresses: z.array(z.string()),
  ready: z.boolean(),
  serving: z.boolean(),
  terminating: z.boolean(),
  target: z.object({ kind: z.string(), namespace: z.string(), name: z.string() }).optional(),
  zone: z.string().optional(),
  restarts: z.number().optional(),
  reason: z.string().optional(),
});

export const Endpoints = z.object({
  version: z.literal(1),
  verdict: z.enum(['ok', 'problem', 'unknown']),
  service: z.looseObject({
    type: z.string(),
    headless: z.boolean(),
    healthCheckNodePort: z.number().nullable(),
  }),
  counts: z.object({
    total: z.number(),
    ready: z.number(),
    serving: z.number(),
    terminating: z.number(),
  }),
  endpoints: z.array(Item),
  notEvaluated: z.array(z.object({ what: z.string(), why: z.string() })),
  reads: z.object({ roundTrips: z.number(), requests: z.number() }),
});

export const List = z.object({
  version: z.literal(1),
  services: z.array(
    z.object({
      namespace: z.string(),
      name: z.string(),
      type: z.string(),
      ports: z.array(z.string()),
      address: z.string().nullable(),
      endpoints: z.object({ ready: z.number(), total: z.number() }).nullable(),
    }),
  ),
});

export const Failed = z.object({
  version: z.literal(1),
  error: z.object({ kind: z.string(), what: z.string(), hint: z.string() }),
});
