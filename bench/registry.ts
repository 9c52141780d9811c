/** What is measured, in the order it runs. */
import { ack } from './ack.ts';
import { coldStart } from './cold-start.ts';
import {
  canaryAtScale,
  checkAtScale,
  dnsAtScale,
  endpointsAtScale,
  ingressAtScale,
  traceAtScale,
} from './commands-at-scale.ts';
import type { Suite } from './row.ts';
import { runtime } from './runtime.ts';
import { storm } from './storm.ts';

export const suites: readonly Suite[] = [
  coldStart,
  runtime,
  ack,
  endpointsAtScale,
  dnsAtScale,
  traceAtScale,
  checkAtScale,
  ingressAtScale,
  canaryAtScale,
  storm,
];
