/** What `audit` was asked about, and the reading of it: all, a namespace, or a Service. */
import type { AuditFacts } from '../checks/audit/rule.ts';
import { UserError } from '../errors.ts';
import { didYouMean, nearest } from '../network/nearest.ts';
import { parseTarget, toLabel } from '../network/target.ts';
import type { Service } from '../objects/service.ts';
import { code, type NotEvaluated } from '../report.ts';
import { gapsOf, type Query } from '../snapshot.ts';
import { readNamespaces, readService } from './audit-reads.ts';
import type { Request } from './command.ts';
import { commandLine } from './command-line.ts';
import { ambiguous, findService } from './find-service.ts';
import { missingNamespace } from './missing-namespace.ts';

export type AuditRequest = Request<{ target?: string | undefined; 'all-namespaces': boolean }>;

export type Scope =
  | { kind: 'cluster' }
  | { kind: 'namespace'; namespace: string }
  | { kind: 'service'; service: Service };

export interface Scoped {
  scope: Scope;
  facts: AuditFacts;
  /** What stays open about the scope itself. */
  open: readonly NotEvaluated[];
}

/** @throws UserError usage, or not-found with what is nearest */
export async function readScope(request: AuditRequest): Promise<Scoped> {
  const { namespace, fallbackNamespace, cluster, args } = request;
  const isAll = args['all-namespaces'];
  if (isAll && (namespace !== undefined || args.target !== undefined)) {
    throw new UserError('usage', {
      what: `${code('--all-namespaces')} leaves nothing to name beside it.`,
      hint: 'Leave one of the two out.',
    });
  }
  const { target } = args;
  if (target !== undefined) {
    const isName = !/[./]/.test(target) && namespace === undefined;
    return isName ? readWord(request, target) : readNamed(request, target);
  }
  const chosen = isAll ? undefined : (namespace ?? fallbackNamespace);
  if (chosen !== undefined) return readNamespace(request, toLabel(chosen, 'namespace'));
  const { facts } = await readNamespaces(cluster, undefined);
  return { scope: { kind: 'cluster' }, facts, open: [] };
}

async function readNamespace(request: AuditRequest, namespace: string): Promise<Scoped> {
  const { facts } = await readNamespaces(request.cluster, namespace);
  const { services, pods, ingresses } = facts;
  const isEmpty = [services, pods, ingresses].every(({ all }) => all.length === 0);
  const open = isEmpty ? await missingNamespace(request, namespace) : [];
  return { scope: { kind: 'namespace', namespace }, facts, open };
}

async function readNamed(request: AuditRequest, target: string): Promise<Scoped> {
  const { service } = await findService(request, target, () => []);
  const facts = await readService(request.cluster, service);
  return { scope: { kind: 'service', service }, facts, open: [] };
}

/** A bare word is a namespace, if there is one of the name; else a Service. */
async function readWord(request: AuditRequest, word: string): Promise<Scoped> {
  const name = toLabel(word, 'namespace');
  const { cluster, fallbackNamespace, config } = request;
  const { clusterDomain } = config;
  const target = parseTarget(word, { fallback: fallbackNamespace, clusterDomain });
  const { facts, beside } = await readNamespaces(cluster, name, [
    [{ kind: 'namespaces', name }],
    [servicesNamed(target.name, target.namespace)],
  ]);
  const [place, named] = beside;
  const isThere = (place?.objects.namespaces ?? []).length > 0;
  const isSeen = facts.services.all.length + facts.pods.all.length > 0;
  if (isThere || isSeen) return { scope: { kind: 'namespace', namespace: name }, facts, open: [] };
  const services = named?.objects.services ?? [];
  if (services.length > 1) throw ambiguous(request, services);
  const [service] = services;
  if (!service) throw await nobody(request, name);
  return {
    scope: { kind: 'service', service },
    facts: await readService(cluster, service),
    open: [],
  };
}

function servicesNamed(name: string, namespace: string | undefined): Query {
  const fields = `metadata.name=${name}`;
  return { kind: 'services', fields, ...(namespace !== undefined && { namespace }) };
}

const most = 500;

async function nobody(request: AuditRequest, name: string): Promise<UserError> {
  const snapshot = await request.cluster.read([
    { kind: 'namespaces', limit: most },
    { kind: 'services', limit: most },
  ]);
  const namespaces = (snapshot.objects.namespaces ?? []).map(({ metadata }) => metadata.name);
  const services = (snapshot.objects.services ?? []).map(({ metadata }) => metadata);
  const near = nearest(name, [...namespaces, ...services.map((one) => one.name)]);
  const isOpen = gapsOf(snapshot, 'namespaces').length + gapsOf(snapshot, 'services').length > 0;
  const lines = near.map((one) => {
    if (namespaces.includes(one)) return `-n ${one}`;
    const found = services.find((service) => service.name === one);
    return `${found?.namespace ?? ''}/${one}`;
  });
  return new UserError('not-found', {
    what: `There is no namespace or Service ${code(name)}${isOpen ? ' that could be read' : ''}.`,
    hint: didYouMean(near).trim() || `${code(commandLine(request, '-n <namespace>'))} names one.`,
    suggestions: lines.map((line) => commandLine(request, line)),
  });
}
