/** A list in a namespace that does not exist answers with nothing; a person should be told why. */
import { UserError } from '../errors.ts';
import { didYouMean, nearest } from '../network/nearest.ts';
import { code, count } from '../report.ts';
import type { Request } from './command.ts';
import { commandLine } from './command-line.ts';

/** @throws UserError not-found if namespaces can be read and there is none of this name */
export async function missingNamespace(
  request: Request<unknown>,
  namespace: string,
): Promise<void> {
  const { objects } = await request.cluster.read([{ kind: 'namespaces', limit: 500 }]);
  const names = objects.namespaces?.map(({ metadata }) => metadata.name);
  if (!names || names.includes(namespace)) return;
  const suggestions = nearest(namespace, names).map((ns) => commandLine(request, `-n ${ns}`));
  throw noSuchNamespace(request, namespace, names, { note: '', suggestions });
}

/** @param instead what else is known to help, such as where the name asked for does exist */
export function noSuchNamespace(
  request: Request<unknown>,
  namespace: string,
  names: readonly string[],
  instead: { note: string; suggestions: readonly string[] },
): UserError {
  const near = nearest(namespace, names);
  const hint = `${didYouMean(near)}${instead.note}`.trim();
  return new UserError('not-found', {
    what: `There is no namespace ${code(namespace)} in cluster ${code(request.cluster.name)}.`,
    hint: hint || `There are ${count(names.length, 'namespace')}, none with a name like it.`,
    suggestions: instead.suggestions.slice(0, 3),
  });
}
