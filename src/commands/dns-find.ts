/**
 * From a question to everything its answer rests on: two round trips at the most, but for an alias of
 * an alias: each further one can only be asked for when the one before is known.
 */
import { serverFor } from '../network/corefile.ts';
import { isIn, normalName } from '../network/dns-names.ts';
import { nearest } from '../network/nearest.ts';
import { candidates } from '../network/resolver.ts';
import type { Service } from '../objects/service.ts';
import type { NotEvaluated } from '../report.ts';
import type { Query } from '../snapshot.ts';
import type { Request } from './command.ts';
import type { DnsFacts, From, Subject } from './dns-facts.ts';
import { hasAllSlices, isOpen, openEnds } from './dns-open.ts';
import * as queries from './dns-queries.ts';
import * as reads from './dns-reads.ts';
import { fromOf, subjectOf } from './dns-subject.ts';

type Wanted = Request<{ from?: string | undefined; type?: DnsFacts['type'] }>;
/** Longer chains are an accident; a circle ends earlier, because nothing new is left to ask. */
const mostRounds = 8;

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
  const rounds: reads.Round[] = [];
  let known = reads.know([], []);
  /** @returns whether anything was asked that had not been asked before */
  const readAlso = async (wanted: readonly Query[]): Promise<boolean> => {
    const round = await reads.readOn(cluster, known, wanted);
    if (!round) return false;
    rounds.push(round);
    known = reads.know(
      rounds.map(({ snapshot }) => snapshot),
      rounds.flatMap((one) => one.queries),
    );
    return true;
  };
  await readAlso(first);
  const subject = subjectOf(asked, known, request);
  const servers = reads.settingsOf(known, clusterDomain).servers;
  const where = from === undefined ? undefined : fromOf(from, known, servers, request);
  await readAlso(secondQueries(asked, subject, where, known, clusterDomain));
  while (
    rounds.length < mostRounds &&
    (await readAlso(aliasQueries(subject, known, clusterDomain)))
  );
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
    hasAllSlices: hasAllSlices(subject, known),
    isOpen: isOpen(subject, known, serverFor(settings.corefile, clusterDomain)?.kubernetes),
    notEvaluated: openEnds(known, settings),
  };
}

/** The Service at the end of what is known of a chain of aliases: where it leads next. */
function aliasQueries(subject: Subject, known: reads.Known, clusterDomain: string): Query[] {
  if (subject.kind !== 'service') return [];
  const services = known.all('services');
  let target = aliasOf(subject.service);
  for (let hop = 0; hop < mostRounds && target !== undefined; hop += 1) {
    const name = target;
    const next = services.find(
      ({ metadata }) => `${metadata.name}.${metadata.namespace}.svc.${clusterDomain}` === name,
    );
    if (!next) return queries.wholeNameQueries([name], clusterDomain);
    target = aliasOf(next);
  }
  return [];
}

function aliasOf({ spec }: Service): string | undefined {
  return spec.type === 'ExternalName' ? normalName(spec.externalName ?? '') : undefined;
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
