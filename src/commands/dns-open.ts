/** What the answer of `dns` rests on without having been read, and whether that leaves it open. */
import type { KubernetesPlugin } from '../network/corefile.ts';
import { formOf } from '../network/service-facts.ts';
import { code, type NotEvaluated } from '../report.ts';
import { gapsOf, type Query } from '../snapshot.ts';
import type { Subject } from './dns-facts.ts';
import { corefiles } from './dns-queries.ts';
import type { Known, Settings } from './dns-reads.ts';
import { notEvaluated } from './unreadable.ts';

/** Whether the EndpointSlices that matter to it were read, and all of them. */
export function hasAllSlices(subject: Subject, known: Known): boolean {
  const namespace = namespaceOf(subject);
  const unread = [...known.gaps.map(({ query }) => query), ...known.truncated];
  return !unread.some((query) => query.kind === 'endpointslices' && query.namespace === namespace);
}

function namespaceOf(subject: Subject): string | undefined {
  if (subject.kind === 'service') return subject.service.metadata.namespace;
  return 'pod' in subject ? subject.pod?.metadata.namespace : undefined;
}

/** "There is none" cannot be said: what was not read might be what is missing. */
export function isOpen(
  subject: Subject,
  known: Known,
  plugin: KubernetesPlugin | undefined,
): boolean {
  const isUnread = known.gaps.some(({ query }) => isByAddress(query));
  switch (subject.kind) {
    case 'service': {
      const { service, reading } = subject;
      const isMadeOfEndpoints = formOf(service) === 'headless' || reading.endpoint !== '';
      return (
        (isMadeOfEndpoints || plugin?.ignoresEmptyServices === true) &&
        !hasAllSlices(subject, known)
      );
    }
    case 'address':
      return isUnread || !hasAllSlices(subject, known);
    case 'pod':
      return !hasAllSlices(subject, known);
    case 'pod-address':
      return isUnread;
    default:
      return false;
  }
}

const isByAddress = ({ fields = '' }: Query) => /^(spec\.clusterIP|status\.podIP)=/.test(fields);

export function openEnds(known: Known, { corefile, from }: Settings): NotEvaluated[] {
  const assumed = 'The usual one is assumed (pods insecure, TTL 30 s, forward to the node’s DNS)';
  const gaps = gapsOf(known, 'configmaps');
  const what = 'the Corefile';
  const names = corefiles.map(({ namespace, name }) => code(`${namespace}/${name}`)).join(' or ');
  const changing = [...new Set(corefile.servers.flatMap(({ mayChange }) => mayChange))];
  const why = 'the Corefile has it; it may change an answer, and is not computed';
  const services = gapsOf(known, 'services').filter(({ query }) => isByAddress(query));
  return [
    ...notEvaluated(gaps, what).map((one) => ({ ...one, why: `${one.why} ${assumed}.` })),
    ...(gaps.length === 0 && !from ? [{ what, why: `there is no ${names}. ${assumed}.` }] : []),
    ...notEvaluated(services, 'which Service has this address'),
    ...notEvaluated(gapsOf(known, 'endpointslices'), 'the endpoints'),
    ...known.truncated.flatMap(cutShort),
    ...notEvaluated(gapsOf(known, 'namespaces'), 'whether the namespaces exist'),
    ...notEvaluated(gapsOf(known, 'pods'), 'pods'),
    ...(changing.length > 0 ? [{ what: changing.map((name) => code(name)).join(', '), why }] : []),
  ];
}

function cutShort({ kind, namespace = '', limit = 0 }: Query): NotEvaluated[] {
  if (kind !== 'endpointslices') return [];
  const what = `who has this address among the EndpointSlices of ${code(namespace)} beyond the first ${limit}`;
  return [{ what, why: 'no more are read for one answer' }];
}
