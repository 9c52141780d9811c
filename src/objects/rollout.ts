/**
 * Rollout argoproj.io/v1alpha1: only which Services and routes it looks after.
 * https://argo-rollouts.readthedocs.io/en/stable/features/specification/
 */
import * as z from 'zod';
import { described } from './described.ts';
import { list, ObjectMeta } from './meta.ts';

const name = z.string().nullish();

const TrafficRouting = z.object({
  nginx: z.object({ stableIngress: name, stableIngresses: list(z.string()) }).nullish(),
  alb: z.object({ ingress: name, ingresses: list(z.string()), rootService: name }).nullish(),
  traefik: z.object({ weightedTraefikServiceName: name }).nullish(),
  /** By the plugin's name, as it is told what to do: `argoproj-labs/gatewayAPI`. */
  plugins: z.record(z.string(), z.unknown()).nullish(),
});

export const Rollout = described(
  'Rollout',
  z.object({
    metadata: ObjectMeta,
    spec: z
      .object({
        strategy: z
          .object({
            blueGreen: z.object({ activeService: name, previewService: name }).nullish(),
            canary: z
              .object({
                stableService: name,
                canaryService: name,
                pingPong: z.object({ pingService: name, pongService: name }).nullish(),
                trafficRouting: TrafficRouting.nullish(),
              })
              .nullish(),
          })
          .nullish(),
      })
      .prefault({}),
  }),
);
export type Rollout = z.infer<typeof Rollout>;
