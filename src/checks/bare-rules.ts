/** What becomes of the rules of an Ingress that name a host and no path. */
import { firstOf } from '../network/nearest.ts';
import { bareHosts, entriesOf } from '../network/routes/ingress-entries.ts';
import { isMeantAsCanary } from '../network/routes/ingress-nginx-canaries.ts';
import type { RouteObjects } from '../network/routes/route.ts';
import { code } from '../report.ts';
import type { Advised } from './check.ts';
import { ruleEvidence, showRules } from './rule-findings.ts';
import type { RuleSubject } from './rule-subject.ts';

interface Bare {
  /** Who takes their requests. */
  caught?: string;
  /** Nobody does. */
  lost?: Advised;
}

/** Hosts that other Ingresses have paths for are left out: some controllers put the two together. */
export function bareRules(subject: RuleSubject, { ingresses = [] }: RouteObjects): Bare {
  if (subject.kind !== 'ingress' || isMeantAsCanary(subject.object)) return {};
  const known = new Set(ingresses.flatMap(entriesOf).map(({ host }) => host));
  const hosts = bareHosts(subject.object).filter((host) => !known.has(host));
  if (hosts.length === 0) return {};
  const isOne = hosts.length === 1;
  const whose = `its ${isOne ? 'rule' : 'rules'} for ${firstOf(hosts, 3)} ${isOne ? 'has' : 'have'} no paths`;
  if (subject.object.spec.defaultBackend) {
    return { caught: `${whose}: all that comes for it goes to the default backend` };
  }
  return {
    lost: {
      summary: `${whose}, so that all that comes for it goes to a default backend, and the Ingress has none: the controller itself answers, mostly 404`,
      evidence: hosts
        .slice(0, 5)
        .map((host) => ruleEvidence(subject, `spec.rules[${host}].http`, 'none')),
      fix: `Give the rule a path, such as Prefix ${code('/')}, with its backend, or the Ingress a ${code('spec.defaultBackend')}.`,
      kubectl: showRules(subject),
    },
  };
}
