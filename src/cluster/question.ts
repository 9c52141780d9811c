/** A Query in the API server's terms: verb, path and parameters, the right it needs, its name. */
import { kinds, servedAs } from '../objects/registry.ts';
import { visible } from '../report.ts';
import type { Permission, Query } from '../snapshot.ts';

export interface Question {
  query: Query;
  verb: 'get' | 'list';
  /** Below the server's address, every name escaped. */
  path: string;
  parameters: Readonly<Record<string, string>>;
  permission: Permission;
  /** `list pods in shop`: for messages. */
  words: string;
}

/**
 * A get where one object is named, else a list. A name without its namespace, or with a selector, is
 * a list narrowed by `metadata.name`, which every kind supports.
 */
export function questionOf(query: Query): Question {
  const { version, namespaced } = kinds[query.kind];
  const { group, resource } = servedAs(query.kind);
  const namespace = namespaced ? query.namespace : undefined;
  const isWhere = !namespaced || namespace !== undefined;
  const isGet = query.name !== undefined && isWhere && !query.labels && !query.fields;
  const parts = [
    ...(group === '' ? ['api', version] : ['apis', group, version]),
    ...(namespace === undefined ? [] : ['namespaces', namespace]),
    resource,
    ...(isGet ? [query.name ?? ''] : []),
  ];
  const verb = isGet ? 'get' : 'list';
  return {
    query,
    verb,
    path: parts.map((part) => `/${encodeURIComponent(part)}`).join(''),
    parameters: isGet ? {} : selectors(query),
    permission: {
      verb,
      group,
      resource,
      ...(namespace === undefined ? {} : { namespace }),
      ...(namespaced ? {} : { isClusterScoped: true }),
    },
    words: wordsFor(query, verb, namespace, namespaced),
  };
}

function selectors({ name, labels, fields }: Query): Record<string, string> {
  const named = name === undefined ? [] : [`metadata.name=${name.replaceAll(/[\\,=]/g, '\\$&')}`];
  const fieldSelector = [...named, ...(fields ? [fields] : [])].join(',');
  return {
    ...(labels ? { labelSelector: labels } : {}),
    ...(fieldSelector ? { fieldSelector } : {}),
  };
}

function wordsFor(
  { kind, name, labels, fields }: Query,
  verb: string,
  namespace: string | undefined,
  namespaced: boolean,
): string {
  const what = name === undefined ? kind : `${kind}/${name}`;
  const inAll = namespaced ? ' in all namespaces' : '';
  const where = namespace === undefined ? inAll : ` in ${namespace}`;
  const which = [labels, fields].filter(Boolean).join(', ');
  return visible(`${verb} ${what}${where}${which ? ` with ${which}` : ''}`);
}

export function isPossible({ query }: Question): boolean {
  const namespaced = kinds[query.kind].namespaced;
  return [query.name, namespaced ? query.namespace : undefined].every(isPossibleName);
}

/**
 * Names the API server itself would not take (IsValidPathSegmentName): nothing can have them, and
 * some (`..`, '') would turn the question into another one.
 */
export function isPossibleName(name: string | undefined): boolean {
  return name === undefined || /^(?!\.{1,2}$)[^/%]+$/.test(name);
}
