/** From a question to everything its answer rests on: two round trips at the most. */
import { isIn, normalName } from '../network/dns-names.ts';
import { nearest } from '../network/nearest.ts';
import { candidates } from '../network/resolver.ts';
import type { NotEvaluated } from '../report.ts';
import type { Query } from '../snapshot.ts';
import type { Request } from './command.ts';
import type { DnsFacts, From, Subject } from './dns-facts.ts';
import * as queries from './dns-queries.ts';
import * as reads from './dns-reads.ts';
import { fromOf, subjectOf } from './dns-subject.ts';

type Wanted = Request<{ from?: string | undefined; type?: DnsFacts['type'] }>;
type Facts = DnsFacts & { notEvaluated: NotEvaluated[] };

export async function readFacts(request: Wanted, asked: DnsFacts['asked']): Promise<Facts> {
  const { cluster, args, config } = request;
  const { clusterDomain } = config;
  const from = args.from?.toLowerCase();
  const namespace = request.namespace ?? request.fallbackNamespace;
  const first = [
    ...queries.settingsQueries(),
    ...queries.askedQueries(asked),
    ...(from === undefined ? [] : queries.fromQueries(from, namespace)),
  ];
  const one = await reads.readOn(cluster, undefined, first);
  let known = reads.know(one ? [one.snapshot] : [], one?.queries ?? []);
  const subject = subjectOf(asked, known, request);
  const servers = reads.settingsOf(known, clusterDomain).servers;
  const where = from === undefined ? undefined : fromOf(from, known, servers, request);
  const two = await reads.readOn(
    cluster,
    known,
    secondQueries(asked, subject, where, known, clusterDomain),
  );
  if (one && two)
    known = reads.know([one.snapshot, two.snapshot], [...one.queries, ...two.queries]);
  const settings = reads.settingsOf(known, clusterDomain);
  return {
    asked,
    subject: withNamespace(subject),
    world: reads.worldOf(known, settings.corefile),
    clusterDomain,
    type: args.type,
    from: where,
    ...around(subject, known),
    corefile: settings.from,
    notEvaluated: reads.openEnds(known, settings),
  };
}

/** A Service that was found in any namespace is from here on in its own namespace. */
function withNamespace(subject: Subject): Subject {
  if (subject.kind !== 'service') return subject;
  const { namespace } = subject.service.metadata;
  return { ...subject, reading: { ...subject.reading, namespace } };
}

function secondQueries(
  asked: DnsFacts['asked'],
  subject: Subject,
  from: From | undefined,
  known: reads.Known,
  clusterDomain: string,
): Query[] {
  const names = from && asked.kind === 'name' ? candidates(asked.typed, from.conf) : [];
  return [
    ...(reads.needsOtherSettings(known) ? queries.otherSettingsQueries() : []),
    ...subjectQueries(subject, clusterDomain),
    ...queries.wholeNameQueries(names, clusterDomain),
  ];
}

function subjectQueries(subject: Subject, clusterDomain: string): Query[] {
  switch (subject.kind) {
    case 'service': {
      const { spec, metadata } = subject.service;
      const target = normalName(spec.externalName ?? '');
      const isInner = spec.type === 'ExternalName' && isIn(clusterDomain, target);
      return [
        ...(isInner ? queries.wholeNameQueries([target], clusterDomain) : []),
        ...queries.serviceQueries(metadata.name, metadata.namespace),
      ];
    }
    case 'pod':
      return queries.behindAddressQueries(subject.pod.metadata.namespace);
    case 'address':
      return subject.pod ? queries.behindAddressQueries(subject.pod.metadata.namespace) : [];
    case 'missing':
      return queries.nearbyQueries(subject.reading);
    default:
      return [];
  }
}

function around(subject: Subject, known: reads.Known): Pick<DnsFacts, 'elsewhere' | 'near'> {
  if (subject.kind !== 'missing') return { elsewhere: [], near: [] };
  const { name, namespace } = subject.reading;
  const services = known.all('services').map(({ metadata }) => metadata);
  const elsewhere = services.filter((one) => one.name === name).map((one) => one.namespace);
  const isHere = (one: { namespace: string }) =>
    namespace === undefined || one.namespace === namespace;
  const near = nearest(
    name,
    services.filter(isHere).map((one) => one.name),
  );
  return { elsewhere: elsewhere.sort(), near };
}
