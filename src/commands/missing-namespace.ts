/** A question about a namespace that does not exist is answered with nothing; people need to know why. */
import { UserError } from '../errors.ts';
import { didYouMean, nearest } from '../network/nearest.ts';
import { code, count, type NotEvaluated } from '../report.ts';
import { gapsOf, type Query, type Snapshot } from '../snapshot.ts';
import type { Request } from './command.ts';
import { commandLine } from './command-line.ts';
import { notEvaluated } from './unreadable.ts';

/** The namespace itself, because a list may end before it; and its neighbours. */
export function namespaceQueries(namespace: string): Query[] {
  return [
    { kind: 'namespaces', name: namespace },
    { kind: 'namespaces', limit: 500 },
  ];
}

type Answer = Pick<Snapshot, 'objects' | 'gaps'>;

/** Only if all questions about it were answered: what could not be read may well exist. */
export function isMissing(namespace: string, snapshot: Answer): boolean {
  return gapsOf(snapshot, 'namespaces').length === 0 && !namesIn(snapshot).includes(namespace);
}

/**
 * @returns what stays open if namespaces cannot be read: an empty one looks like one misspelt
 * @throws UserError not-found if they can be read and there is none of this name
 */
export async function missingNamespace(
  request: Request<unknown>,
  namespace: string,
): Promise<NotEvaluated[]> {
  const snapshot = await request.cluster.read(namespaceQueries(namespace));
  if (!isMissing(namespace, snapshot)) {
    const gaps = namesIn(snapshot).includes(namespace) ? [] : gapsOf(snapshot, 'namespaces');
    return notEvaluated(gaps, `whether the namespace ${code(namespace)} exists`);
  }
  const near = nearest(namespace, namesIn(snapshot));
  throw noSuchNamespace(request, namespace, snapshot, {
    note: '',
    suggestions: near.map((name) => commandLine(request, `-n ${name}`)),
  });
}

/** @param instead what else is known to help, such as where the name asked for does exist */
export function noSuchNamespace(
  request: Request<unknown>,
  namespace: string,
  snapshot: Answer,
  instead: { note: string; suggestions: readonly string[] },
): UserError {
  const names = namesIn(snapshot);
  const hint = `${didYouMean(nearest(namespace, names))}${instead.note}`.trim();
  return new UserError('not-found', {
    what: `There is no namespace ${code(namespace)} in cluster ${code(request.cluster.name)}.`,
    hint: hint || `There are ${count(names.length, 'namespace')}, none with a name like it.`,
    suggestions: instead.suggestions.slice(0, 3),
  });
}

const namesIn = ({ objects }: Answer) =>
  (objects.namespaces ?? []).map(({ metadata }) => metadata.name);
