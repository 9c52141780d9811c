/** Is there such an Ingress or route, or a rule that takes the request, and if not, which was meant? */

import { didYouMean, firstOf, nearest, oneOf } from '../network/nearest.ts';
import { bareHosts } from '../network/routes/ingress-entries.ts';
import { nearRules } from '../network/routes/near-rules.ts';
import { routers } from '../network/routes/registry.ts';
import type { Ask, RouteObjects } from '../network/routes/route.ts';
import type { Ingress } from '../objects/ingress.ts';
import { code } from '../report.ts';
import { defineCheck, type Finding } from './check.ts';
import { ok, problem, skipped, unknown } from './findings.ts';
import { ruleKinds } from './rule.ts';
import { unreadKinds } from './rule-findings.ts';
import { candidates, objectsIn, ruleNeeds, ruleWants, subjectIn } from './rule-subject.ts';
import type { RuleTarget } from './target.ts';

export const ingressExists = defineCheck({
  id: 'ingress-exists',
  title: 'The Ingress or route exists, or a rule takes the request',
  needs: [],
  wants: [...ruleNeeds, ...ruleWants],
  explain: {
    why: 'Without a rule for its host and path nobody knows where a request belongs: it is answered with 404 or not at all.',
    how: 'Ingresses, HTTPRoutes and IngressRoutes of all namespaces are read, as any of them may take the request; where none does, near names, hosts and paths are named.',
    fix: 'Use the right name or host, or apply the manifest of the Ingress or route.',
  },
  run(view, target) {
    const { rules } = target;
    if (!rules) return skipped('no Ingress or route was asked for');
    const subject = subjectIn(view, target);
    if (subject && rules.kind !== 'url') return ok(`${subject.label} exists`);
    if (subject) {
      const [way] = subject.ways;
      return ok(`${subject.label} takes it: ${way?.rule ?? ''}`);
    }
    const [unread] = unreadKinds(view, target);
    if (unread) return unknown(`not known: ${ruleKinds[unread].one}s could not be read`);
    const objects = objectsIn(view);
    return rules.kind === 'url' ? noRule(rules.ask, objects) : missing(rules, objects);
  },
});

function missing(
  { kind, name, namespace }: Exclude<RuleTarget, { kind: 'url' }>,
  objects: RouteObjects,
): Finding {
  const { one, resource } = ruleKinds[kind];
  const all = candidates(objects, kind).map(({ object }) => object.metadata);
  const elsewhere = all.filter((other) => other.name === name).map((other) => other.namespace);
  const here = all.filter((other) => namespace === undefined || other.namespace === namespace);
  const meant = nearest(
    name,
    here.map((other) => other.name),
  );
  const where = namespace === undefined ? 'in any namespace' : `in namespace ${code(namespace)}`;
  const others = elsewhere.length > 0 ? ` It exists in ${firstOf(elsewhere, 5)}.` : '';
  return problem({
    summary: `there is no ${one} ${code(name)} ${where}.${didYouMean(meant)}${others}`,
    evidence: here
      .filter((other) => meant.includes(other.name))
      .map((other) => ({
        object: `${resource} ${other.namespace}/${other.name}`,
        field: 'metadata.name',
        value: other.name,
      })),
    fix: adviceFor(one, elsewhere, meant),
    kubectl: `kubectl get ${resource} ${namespace === undefined ? '-A' : `-n ${namespace}`}`,
  });
}

function adviceFor(kind: string, elsewhere: readonly string[], meant: readonly string[]): string {
  if (elsewhere.length > 0) return `Ask for it in namespace ${oneOf(elsewhere.slice(0, 3))}.`;
  if (meant.length > 0) return `Ask for ${oneOf(meant)}, if that was meant.`;
  return `Apply the manifest of the ${kind}, or ask for another name.`;
}

/** The host may be known, and only the path not. */
function noRule(ask: Ask, objects: RouteObjects): Finding {
  const near = nearRules(
    ask,
    routers.flatMap((router) => router.rules(objects)),
    3,
  );
  const isKnown = near.some(({ host }) => host === ask.host);
  const bare = objects.ingresses?.find((one) => bareHosts(one).includes(ask.host));
  if (bare && !isKnown) return withoutPaths(ask, bare);
  const places = near.map(({ host, path }) => `${host}${path}`);
  const what = isKnown
    ? `no rule of ${code(ask.host)} takes ${code(ask.path)}`
    : `no Ingress or route takes the host ${code(ask.host)}`;
  return problem({
    summary: `${what}${places.length > 0 ? `; the nearest ${places.length === 1 ? 'rule is' : 'rules are'} ${oneOf([...new Set(places)], 'and')}` : ''}`,
    evidence: near.map(({ host, path, source }) => ({
      object: `${source.kind.toLowerCase()} ${source.namespace}/${source.name}`,
      field: 'host and path',
      value: `${host || '(every host)'}${path}`,
    })),
    fix: isKnown
      ? `Add a rule for ${code(ask.path)}, or ask for a path that has one.`
      : 'Check the spelling, and whether another cluster serves this host; else add a rule for it.',
    kubectl: 'kubectl get ingress -A',
  });
}

function withoutPaths({ host }: Ask, { metadata: { namespace, name } }: Ingress): Finding {
  return problem({
    summary: `Ingress ${code(`${namespace}/${name}`)} names the host ${code(host)}, but no path of it, and no default backend`,
    evidence: [
      {
        object: `ingress ${namespace}/${name}`,
        field: `spec.rules[${host}].http`,
        value: 'none',
      },
    ],
    fix: `Give its rule a path, such as Prefix ${code('/')}, with its backend.`,
    kubectl: `kubectl get ingress ${name} -n ${namespace} -o yaml`,
  });
}
