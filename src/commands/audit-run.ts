/** What `audit` does: reads the scope, leaves out what is not its business, runs the rules. */
import { type Assessed, assess } from '../checks/audit/assess.ts';
import { backendNames, ingressesTo } from '../checks/audit/fronts.ts';
import { kindsOf } from '../checks/audit/kinds.ts';
import { auditRules } from '../checks/audit/registry.ts';
import type { AuditFacts, AuditFinding } from '../checks/audit/rule.ts';
import { keepNamespaces, type Whole, wholeNamespaces } from '../checks/audit/whole.ts';
import { oneOf } from '../network/nearest.ts';
import type { Ingress } from '../objects/ingress.ts';
import type { Service } from '../objects/service.ts';
import { type Action, code, type NotEvaluated, type Report } from '../report.ts';
import { mostOfAKind } from './audit-reads.ts';
import { describeAudit } from './audit-report.ts';
import { type AuditRequest, readScope, type Scope } from './audit-scope.ts';
import { reportOf } from './command.ts';
import { commandLine } from './command-line.ts';
import { unreadable } from './unreadable.ts';

export async function runAudit(request: AuditRequest): Promise<Report> {
  const { scope, facts, open } = await readScope(request);
  const { gaps, all } = facts.services;
  if (gaps.length > 0 && all.length === 0) throw unreadable(gaps, 'Services');
  const target = targetOf(scope);
  const { assessed, left } = judge(scope, facts);
  const label = target === undefined ? 'all namespaces' : code(target);
  const body = describeAudit(label, assessed);
  return reportOf(request, {
    ...(target !== undefined && { target }),
    ...body,
    ...(open.length > 0 && { mark: 'unknown' as const }),
    actions: actionsFor(request, scope, assessed),
    notEvaluated: [...open, ...left, ...body.notEvaluated],
  });
}

function targetOf(scope: Scope): string | undefined {
  if (scope.kind === 'cluster') return undefined;
  if (scope.kind === 'namespace') return scope.namespace;
  const { namespace, name } = scope.service.metadata;
  return `${namespace}/${name}`;
}

interface Judged {
  assessed: readonly Assessed[];
  /** Namespaces that were not looked at. */
  left: readonly NotEvaluated[];
}

function judge(scope: Scope, facts: AuditFacts): Judged {
  switch (scope.kind) {
    case 'namespace':
      return { assessed: assess(auditRules, facts), left: [] };
    case 'service':
      return { assessed: judgeService(scope.service, facts), left: [] };
    case 'cluster': {
      const whole = wholeNamespaces(facts);
      const own = keepNamespaces(whole.facts, (namespace) => !systemNamespaces.has(namespace));
      return { assessed: assess(auditRules, own), left: leftOut(whole) };
    }
  }
}

/** Kubernetes' own; what is good practice there is the distribution's to say. */
const systemNamespaces: ReadonlySet<string> = new Set([
  'kube-system',
  'kube-public',
  'kube-node-lease',
]);

function leftOut({ from, cut }: Whole): NotEvaluated[] {
  if (from === undefined) return [];
  const kinds = oneOf(
    cut.flatMap((name) => kindsOf[name]),
    'and',
  );
  const why = `the cluster has more than ${mostOfAKind} ${kinds}. Ask for one of them: ${code('-n <namespace>')}.`;
  return [{ what: `namespaces from ${code(from)} on`, why }];
}

/** Ingresses of the same hosts are read along, because a host's TLS may stand in any of them. */
function judgeService(service: Service, facts: AuditFacts): Assessed[] {
  const { ingresses } = facts;
  const own = ingressesTo(service, ingresses.all);
  const hosts = new Set(own.flatMap(hostsOf));
  const near = ingresses.all.filter(
    (one) => own.includes(one) || hostsOf(one).some((host) => hosts.has(host)),
  );
  const others = new Set(
    near
      .filter((one) => !backendNames(one).has(service.metadata.name))
      .map(({ metadata }) => `ingress ${metadata.namespace}/${metadata.name}`),
  );
  const isAbout = ({ object }: AuditFinding) => !others.has(object);
  return assess(auditRules, { ...facts, ingresses: { ...ingresses, all: near } }, isAbout);
}

const hostsOf = ({ spec }: Ingress) => [
  ...spec.rules.map(({ host = '' }) => host),
  ...spec.tls.flatMap(({ hosts }) => hosts),
];

function actionsFor(request: AuditRequest, scope: Scope, assessed: readonly Assessed[]): Action[] {
  const target = targetOf(scope);
  const words = target === undefined ? '-A' : scope.kind === 'namespace' ? `-n ${target}` : target;
  const worst = assessed.find(
    (one) => one.status === 'findings' && one.findings.some(({ severity }) => severity === 'high'),
  );
  const first = worst ?? assessed.find(({ status }) => status === 'findings');
  const id = first?.rule.id;
  return [
    { label: 'Re-run', command: commandLine(request, words), isRepeat: true },
    ...(id === undefined
      ? []
      : [{ label: `Explain ${id}`, command: commandLine(request, id, 'explain') }]),
    ...(scope.kind === 'service' && target !== undefined
      ? [{ label: 'Check it', command: commandLine(request, target, 'check') }]
      : []),
  ];
}
