/** The checklists, each in the order in which a packet, or a question to DNS, goes its way. */
import type { Check } from './check.ts';
import { namespaceActive } from './namespace-active.ts';
import { policyAllowsTraffic } from './policy-allows-traffic.ts';
import { portsMatch } from './ports-match.ts';
import { serviceExists } from './service-exists.ts';

/** The Service cannot be reached. */
export const serviceChecks: readonly Check[] = [
  namespaceActive,
  serviceExists,
  portsMatch,
  policyAllowsTraffic,
];

/** A name does not resolve. */
export const dnsChecks: readonly Check[] = [];
