/** Finds the Service a person means, or says what is nearest to it. Two round trips at the most. */
import { UserError } from '../errors.ts';
import { didYouMean, firstOf, nearest } from '../network/nearest.ts';
import { parseTarget, type Target } from '../network/target.ts';
import type { Service } from '../objects/service.ts';
import { code } from '../report.ts';
import { gapsOf, type Query, type Snapshot } from '../snapshot.ts';
import type { Request } from './command.ts';
import { commandLine, listLine } from './command-line.ts';
import { isMissing, namespaceQueries, noSuchNamespace } from './missing-namespace.ts';
import { unreadable } from './unreadable.ts';

export interface FoundService {
  service: Service;
  /** The first round trip: the Service and what was asked beside it. */
  snapshot: Snapshot;
}

/** Questions that can go out together with the one for the Service. */
export type Beside = (target: Target) => Query[];

/**
 * @param text the Service as it was typed
 * @throws UserError not-found with near names, unreadable if Services could not be read
 */
export async function findService(
  request: Request<unknown>,
  text: string,
  beside: Beside,
): Promise<FoundService> {
  const target = parseTarget(text, {
    flag: request.namespace,
    fallback: request.fallbackNamespace,
    clusterDomain: request.config.clusterDomain,
  });
  const snapshot = await request.cluster.read([serviceQuery(target), ...beside(target)]);
  const services = snapshot.objects.services;
  if (!services) throw unreadable(gapsOf(snapshot, 'services'), 'Services');
  const [service, ...others] = services;
  if (!service) throw await notFound(request, target);
  if (others.length > 0) throw ambiguous(request, services);
  return { service, snapshot };
}

function serviceQuery({ name, namespace }: Target): Query {
  if (namespace !== undefined) return { kind: 'services', namespace, name };
  return { kind: 'services', fields: `metadata.name=${name}` };
}

/** One name, several Services. */
export function ambiguous(request: Request<unknown>, services: readonly Service[]): UserError {
  const name = services[0]?.metadata.name ?? '';
  const namespaces = services.map(({ metadata }) => metadata.namespace).sort();
  return new UserError('usage', {
    what: `${code(name)} exists in ${firstOf(namespaces, 5)}.`,
    hint: `Say which one: add ${code('-n <namespace>')}.`,
    suggestions: namespaces.slice(0, 5).map((ns) => commandLine(request, `${ns}/${name}`)),
  });
}

/** What the person may have meant: a near name, the same name elsewhere, a near namespace. */
async function notFound(request: Request<unknown>, target: Target): Promise<UserError> {
  const { name, namespace } = target;
  const snapshot = await request.cluster.read(nearbyQueries(target));
  const all = (snapshot.objects.services ?? []).map(({ metadata }) => metadata);
  const elsewhere = unique(
    all.filter((other) => other.name === name).map((other) => other.namespace),
  ).sort();
  if (namespace !== undefined && isMissing(namespace, snapshot)) {
    const best = nearest(namespace, elsewhere);
    return noSuchNamespace(request, namespace, snapshot, {
      note: elsewhereNote(name, elsewhere),
      suggestions: unique([...best, ...elsewhere]).map((ns) =>
        commandLine(request, `${ns}/${name}`),
      ),
    });
  }
  const here = all.filter((other) => namespace === undefined || other.namespace === namespace);
  const near = nearest(
    name,
    here.map((other) => other.name),
  );
  const nearHere = near.flatMap((word) => here.filter((other) => other.name === word));
  const where = namespace === undefined ? 'any namespace' : `namespace ${code(namespace)}`;
  const found = [
    ...elsewhere.map((ns) => `${ns}/${name}`),
    ...nearHere.map((other) => `${other.namespace}/${other.name}`),
  ];
  const hint = `${didYouMean(near)}${elsewhereNote(name, elsewhere)}`.trim();
  const list = listLine(request, namespace);
  return new UserError('not-found', {
    what: `There is no Service ${code(name)} in ${where}.`,
    hint: hint || `${code(list)} shows what there is.`,
    suggestions:
      found.length === 0
        ? [list]
        : unique(found)
            .slice(0, 3)
            .map((words) => commandLine(request, words)),
  });
}

function nearbyQueries({ name, namespace }: Target): Query[] {
  if (namespace === undefined) return [{ kind: 'services', limit: 500 }];
  return [
    { kind: 'services', namespace, limit: 500 },
    { kind: 'services', fields: `metadata.name=${name}`, limit: 50 },
    ...namespaceQueries(namespace),
  ];
}

function elsewhereNote(name: string, namespaces: readonly string[]): string {
  return namespaces.length > 0 ? ` ${code(name)} exists in ${firstOf(namespaces, 5)}.` : '';
}

const unique = (words: readonly string[]) => [...new Set(words)];
