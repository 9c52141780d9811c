/** The checklists, each in the order in which a packet, or a question to DNS, goes its way. */
import type { Check } from './check.ts';
import { endpointsPresent } from './endpoints-present.ts';
import { externalNameValid } from './external-name-valid.ts';
import { ipFamiliesMatch } from './ip-families-match.ts';
import { namespaceActive } from './namespace-active.ts';
import { podsReady } from './pods-ready.ts';
import { podsRunning } from './pods-running.ts';
import { policyAllowsTraffic } from './policy-allows-traffic.ts';
import { portsMatch } from './ports-match.ts';
import { selectorNotShared } from './selector-not-shared.ts';
import { serviceExists } from './service-exists.ts';
import { serviceSelectsPods } from './service-selects-pods.ts';

/** The Service cannot be reached. */
export const serviceChecks: readonly Check[] = [
  namespaceActive,
  serviceExists,
  externalNameValid,
  serviceSelectsPods,
  selectorNotShared,
  podsRunning,
  podsReady,
  portsMatch,
  endpointsPresent,
  ipFamiliesMatch,
  policyAllowsTraffic,
];

/** A name does not resolve. */
export const dnsChecks: readonly Check[] = [];
