/** What is measured, in the order it runs. */
import { endpointsAtScale } from './endpoints-at-scale.ts';
import type { Suite } from './row.ts';

export const suites: readonly Suite[] = [endpointsAtScale];
