/** What a name turned out to be, and where it is asked from. */
import { UserError } from '../errors.ts';
import { dashed } from '../network/address.ts';
import type { Asked, Reading } from '../network/dns-question.ts';
import { didYouMean, firstOf, nearest } from '../network/nearest.ts';
import { confOf, usualConf } from '../network/resolver.ts';
import type { Service } from '../objects/service.ts';
import { code } from '../report.ts';
import { gapsOf } from '../snapshot.ts';
import type { Request } from './command.ts';
import { commandLine } from './command-line.ts';
import type { From, Subject } from './dns-facts.ts';
import type { Known } from './dns-reads.ts';
import { unreadable } from './unreadable.ts';

/** @throws UserError unreadable: Services; usage: a Service of that name in several namespaces */
export function subjectOf(asked: Asked, known: Known, request: Request<unknown>): Subject {
  if (asked.kind === 'address') return addressSubject(asked.address.text, known);
  if (asked.kind !== 'name') return { kind: 'outside' };
  for (const reading of asked.readings) {
    const found = readingSubject(reading, known, request);
    if (found) return found;
  }
  const [first] = asked.readings;
  const canBe =
    first && (asked.isWhole || first.branch === 'pod' || isPlausible(asked.typed, first, known));
  return canBe ? { kind: 'missing', reading: first } : { kind: 'outside' };
}

/** `example.com` has the form `service.namespace`; with neither of them here it is another name. */
function isPlausible(typed: string, { namespace, endpoint, port }: Reading, known: Known): boolean {
  // `_http._tcp.api.shop` is meant for a port; `intranet.corp.example.com` has that form by chance.
  if (namespace === undefined || typed.startsWith('_')) return true;
  const isThere = known.all('namespaces').some(({ metadata }) => metadata.name === namespace);
  return (
    isThere ||
    gapsOf(known, 'namespaces').length > 0 ||
    (endpoint === '' && port === '' && !knownTop.test(namespace))
  );
}

/** A last label that is far more often a top-level domain than a namespace that is missing. */
const knownTop =
  /^(com|net|org|edu|gov|io|ai|co|me|dev|app|cloud|eu|us|de|uk|fr|ch|nl|info|local|internal|lan|corp|test)$/;

function readingSubject(reading: Reading, known: Known, request: Request<unknown>) {
  if (reading.branch === 'pod') return { kind: 'pod-address', reading } as const;
  const isHere = (namespace: string) => (reading.namespace ?? namespace) === namespace;
  const services = known
    .all('services')
    .filter(({ metadata }) => metadata.name === reading.name && isHere(metadata.namespace));
  if (services.length > 1) throw ambiguous(services, request);
  const [service] = services;
  if (service) return { kind: 'service', service, reading } as const;
  const gaps = gapsOf(known, 'services').filter(
    ({ query }) => query.namespace === reading.namespace,
  );
  if (gaps.length > 0) throw unreadable(gaps, 'Services');
  const [pod] = known
    .all('pods')
    .filter(({ metadata }) => metadata.name === reading.name && isHere(metadata.namespace));
  return pod && ({ kind: 'pod', pod } as const);
}

function addressSubject(address: string, known: Known): Subject {
  const service = known.all('services').find(({ spec }) => spec.clusterIPs.includes(address));
  const pod = known
    .all('pods')
    .find(
      ({ status, spec }) => !spec.hostNetwork && status.podIPs.some(({ ip }) => ip === address),
    );
  if (!service) return { kind: 'address', address, ...(pod && { pod }) };
  const { name, namespace } = service.metadata;
  const reading: Reading = { branch: 'svc', name, namespace, endpoint: '', port: '', protocol: '' };
  return { kind: 'service', service, reading };
}

function ambiguous(services: readonly Service[], request: Request<unknown>): UserError {
  const name = services[0]?.metadata.name ?? '';
  const namespaces = services.map(({ metadata }) => metadata.namespace).sort();
  return new UserError('usage', {
    what: `${code(name)} exists in ${firstOf(namespaces, 5)}.`,
    hint: `Say which one: add ${code('-n <namespace>')}.`,
    suggestions: namespaces.slice(0, 5).map((ns) => commandLine(request, `${name}.${ns}`)),
  });
}

/** @throws UserError not-found: neither a namespace nor a pod of that name */
export function fromOf(
  text: string,
  known: Known,
  servers: string[],
  request: Request<unknown>,
): From {
  const { clusterDomain } = request.config;
  const [first = '', podName] = text.split('/');
  const pod = known
    .all('pods')
    .find(({ metadata }) =>
      podName === undefined
        ? metadata.name === first
        : metadata.name === podName && metadata.namespace === first,
    );
  const namespaces = known.all('namespaces').map(({ metadata }) => metadata.name);
  const isNamespace = namespaces.includes(first) || gapsOf(known, 'namespaces').length > 0;
  if (podName === undefined && isNamespace) {
    return { text, namespace: first, conf: usualConf(first, clusterDomain, servers) };
  }
  if (pod) {
    const { namespace } = pod.metadata;
    return {
      text: `${namespace}/${pod.metadata.name}`,
      namespace,
      conf: confOf(pod, clusterDomain, servers),
    };
  }
  const near = nearest(first, namespaces);
  throw new UserError('not-found', {
    what: `${code(`--from ${text}`)}: there is no ${podName === undefined ? 'namespace or pod' : 'pod'} of this name.`,
    hint: didYouMean(near).trim() || `Write a namespace, or ${code('namespace/pod')}.`,
  });
}

/** `10-244-1-7.shop.pod.cluster.local` */
export function podName(address: string, namespace: string, clusterDomain: string): string {
  return `${dashed(address)}.${namespace}.pod.${clusterDomain}`;
}
