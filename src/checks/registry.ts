/** The checklists, each in the order in which a packet, or a question to DNS, goes its way. */
import type { Check } from './check.ts';
import { endpointsPresent } from './endpoints-present.ts';
import { ipFamiliesMatch } from './ip-families-match.ts';
import { namespaceActive } from './namespace-active.ts';
import { policyAllowsTraffic } from './policy-allows-traffic.ts';
import { portsMatch } from './ports-match.ts';
import { serviceExists } from './service-exists.ts';

/** The Service cannot be reached. */
export const serviceChecks: readonly Check[] = [
  namespaceActive,
  serviceExists,
  portsMatch,
  endpointsPresent,
  ipFamiliesMatch,
  policyAllowsTraffic,
];

/** A name does not resolve. */
export const dnsChecks: readonly Check[] = [];
