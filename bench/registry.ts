/** What is measured, in the order it runs. */
import { endpointsAtScale } from './endpoints-at-scale.ts';
import type { Suite } from './row.ts';
import { storm } from './storm.ts';

export const suites: readonly Suite[] = [endpointsAtScale, storm];
