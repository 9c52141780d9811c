/** Are the Services there that the rules send to? */
import { didYouMean, firstOf, nearest } from '../network/nearest.ts';
import type { RouteBackend } from '../network/routes/route.ts';
import type { Service } from '../objects/service.ts';
import { code, count } from '../report.ts';
import { bareRules } from './bare-rules.ts';
import { type Advised, defineCheck, type Finding } from './check.ts';
import { ok, problem, skipped, warning } from './findings.ts';
import { backendName, isIdle, ofRules, ruleEvidence, rulesTo, showRules } from './rule-findings.ts';
import { type RuleSubject, ruleNeeds, ruleWants } from './rule-subject.ts';

export const ingressBackendExists = defineCheck({
  id: 'ingress-backend-exists',
  title: 'The backends of its rules exist',
  needs: ['backendServices'],
  wants: [...ruleNeeds, ...ruleWants, 'nearBackends'],
  explain: {
    why: 'A rule that sends to a Service that is not there is answered with 503 (some controllers: 404 or 500), and only for its own path. Kubernetes takes such a rule without a word.',
    how: 'Every Service that a rule, a canary or the default backend names is read by name in its namespace. A rule without paths sends to the default backend. Other kinds of backends (buckets, target groups) are not looked at.',
    fix: 'Name a Service of the same namespace that exists, or apply its manifest.',
  },
  run: (view, target) =>
    ofRules(view, target, (subject, objects) => {
      const { caught, lost } = bareRules(subject, objects);
      if (subject.backends.length === 0) {
        return lost ? problem(lost) : skipped('its rules send to no backend');
      }
      const broken = subject.backends.filter(({ trouble }) => trouble !== undefined);
      const services = subject.backends.filter(
        ({ kind, trouble }) => kind === 'Service' && trouble === undefined,
      );
      const missing = services.filter((one) => !isThere(one, view.backendServices.all));
      // What the reference to a backend lacks on a route is what its own checks tell of.
      const dead = subject.kind === 'httproute' ? [] : broken.filter(isDead);
      if (missing.length > 0) return absent(subject, missing, view.nearBackends?.all ?? []);
      if (dead.length > 0) return unusable(subject, dead);
      if (lost) return warning(lost);
      if (services.length === 0) {
        const kinds = subject.backends.map(({ kind }) => kind);
        return skipped(`a ${kinds[0]} as backend is not looked at`);
      }
      const names = [...new Set(services.map(({ namespace, name }) => `${namespace}/${name}`))];
      const words =
        names.length > 3
          ? `all ${count(names.length, 'Service')} exist`
          : `${firstOf(names, 3)} ${names.length === 1 ? 'exists' : 'exist'}`;
      return ok(caught ? `${words}; ${caught}` : words);
    }),
});

/**
 * A resource of another kind is a matter of its controller, and a Service with a trouble is one that an
 * annotation should have told of: `ingress-annotations-valid` says what is wrong with that.
 */
const isDead = ({ kind, name }: RouteBackend) =>
  kind === 'TraefikService' || (kind === 'Service' && name === '');

const isThere = ({ namespace, name }: RouteBackend, services: readonly Service[]) =>
  services.some(({ metadata }) => metadata.namespace === namespace && metadata.name === name);

function absent(
  subject: RuleSubject,
  missing: readonly RouteBackend[],
  near: readonly Service[],
): Finding {
  const [first, ...others] = missing;
  if (!first) return ok('none is missing');
  const here = near.filter(({ metadata }) => metadata.namespace === first.namespace);
  const meant = nearest(
    first.name,
    here.map(({ metadata }) => metadata.name),
  );
  const names = [...new Set(others.map(({ namespace, name }) => `${namespace}/${name}`))].filter(
    (name) => name !== `${first.namespace}/${first.name}`,
  );
  const more = names.length > 0 ? `; nor ${firstOf(names, 3)}` : '';
  const advised: Advised = {
    summary: `there is no Service ${backendName(first)}, to which ${firstRule(subject, first)} sends${more}.${didYouMean(meant)}`,
    evidence: missing
      .slice(0, 5)
      .map((one) => ruleEvidence(subject, 'backend', `${one.namespace}/${one.name}`)),
    fix:
      meant.length > 0
        ? `Send to ${code(meant[0] ?? '')} instead, if that is meant.`
        : `Apply the manifest of Service ${backendName(first)}, or send to another one.`,
    kubectl: `kubectl get services -n ${first.namespace}`,
  };
  return missing.every((one) => isIdle(subject, one)) ? warning(advised) : problem(advised);
}

/** `shop.example.com` with Prefix `/api` */
function firstRule(subject: RuleSubject, backend: RouteBackend): string {
  const [rule = 'a rule', ...others] = rulesTo(subject, backend);
  return others.length > 0 ? `${rule} (and ${count(others.length, 'more rule')})` : rule;
}

function unusable(subject: RuleSubject, dead: readonly RouteBackend[]): Finding {
  const [first] = dead;
  const name = first?.name ? `${first.kind} ${backendName(first)}: ` : '';
  const advised: Advised = {
    summary: `${name}${first?.trouble ?? ''}`,
    evidence: dead
      .slice(0, 5)
      .map((one) => ruleEvidence(subject, 'backend', `${one.kind} ${one.name}`)),
    fix: 'Name a Service that exists as the backend of the rule.',
    kubectl: showRules(subject),
  };
  return dead.every((one) => isIdle(subject, one)) ? warning(advised) : problem(advised);
}
