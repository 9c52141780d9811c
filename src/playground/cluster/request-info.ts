/**
 * What a request asks for, read from its method and URL alone, before anyone looks whether it
 * exists: access rules decide on exactly this.
 */

export interface RequestInfo {
  /** `get`, `list`, `watch`, `create`, ... for resources; the lower-case method otherwise. */
  verb: string;
  path: string;
  query: URLSearchParams;
  /** Absent for paths that are no resource: discovery, health. */
  target?: Target;
}

export interface Target {
  group: string;
  version: string;
  /** Empty for cluster-scoped requests and lists over all namespaces. */
  namespace: string;
  plural: string;
  name: string;
  subresource: string;
  /** A name that stands in the path, not one a field selector narrows a list to. */
  named: boolean;
}

/** The namespace's own subresources: `/namespaces/shop/status` is not a resource `status`. */
const namespaceSubresources = ['status', 'finalize'];

const verbs: Record<string, string> = {
  POST: 'create',
  GET: 'get',
  HEAD: 'get',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

function targetOf(parts: readonly string[]): Target | undefined {
  const [prefix, ...rest] = parts;
  if (prefix !== 'api' && prefix !== 'apis') return undefined;
  const group = prefix === 'apis' ? (rest.shift() ?? '') : '';
  let [version, ...path] = rest;
  if (version === undefined || path.length === 0) return undefined;
  let namespace = '';
  if (path[0] === 'namespaces' && path[1] !== undefined) {
    namespace = path[1];
    if (path[2] !== undefined && !namespaceSubresources.includes(path[2])) path = path.slice(2);
  }
  const [plural = '', name = '', subresource = ''] = path;
  return { group, version, namespace, plural, name, subresource, named: name !== '' };
}

/** A list narrowed to one name is judged like a read of that name (`resourceNames` in a Role). */
function nameFromSelector(query: URLSearchParams): string {
  const match = /^metadata\.name==?([^,]+)$/.exec(query.get('fieldSelector') ?? '');
  return match?.[1] ?? '';
}

export const isTrue = (value: string | null) => value === 'true' || value === '1';

function collectionVerb(verb: string, query: URLSearchParams): string {
  if (verb === 'get') return isTrue(query.get('watch')) ? 'watch' : 'list';
  return verb === 'delete' ? 'deletecollection' : verb;
}

export function readRequest(method: string, url: string): RequestInfo {
  const { pathname, searchParams: query } = new URL(url, 'http://cluster');
  const parts = pathname.split('/').filter((part) => part !== '');
  const target = targetOf(parts.map(decodeURIComponent));
  if (!target) return { verb: method.toLowerCase(), path: pathname, query };
  const verb = verbs[method] ?? method.toLowerCase();
  if (target.named) return { verb, path: pathname, query, target };
  return {
    verb: collectionVerb(verb, query),
    path: pathname,
    query,
    target: { ...target, name: verb === 'get' ? nameFromSelector(query) : '' },
  };
}
