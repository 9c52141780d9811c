/**
 * OpenAPI v3 as far as kubectl needs it before it writes: which kinds take the `fieldValidation`
 * and `dryRun` parameters. It describes no schema, so `kubectl explain` has nothing to show.
 */
import { apiVersionOf, type Resource } from './resources.ts';

const documentPath = (groupVersion: string) =>
  groupVersion.includes('/') ? `apis/${groupVersion}` : `api/${groupVersion}`;

const parameter = (name: string) => ({ name, in: 'query', schema: { type: 'string' } });

function operations(resource: Resource): [string, object] {
  const { group, version, kind, plural, namespaced } = resource;
  const scope = namespaced ? 'namespaces/{namespace}/' : '';
  const operation = {
    parameters: [parameter('dryRun'), parameter('fieldManager'), parameter('fieldValidation')],
    responses: {},
    'x-kubernetes-group-version-kind': { group, version, kind },
  };
  const path = `/${documentPath(apiVersionOf(resource))}/${scope}${plural}/{name}`;
  return [path, { patch: operation, put: operation }];
}

function document(resources: readonly Resource[]): object {
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.36.2' },
    paths: Object.fromEntries(resources.map(operations)),
    components: { schemas: {} },
  };
}

/** `path` is what follows `/openapi/`. Version 2 is not there: clients fall back to this one. */
export function openApi(resources: readonly Resource[], path: string): object | undefined {
  const [version, ...rest] = path.split('/');
  if (version !== 'v3') return undefined;
  if (rest.length === 0) {
    const documents = [...new Set(resources.map(apiVersionOf))].map(documentPath);
    const entry = (name: string) => [name, { serverRelativeURL: `/openapi/v3/${name}` }];
    return { paths: Object.fromEntries(documents.map(entry)) };
  }
  const wanted = rest.join('/');
  const own = resources.filter((one) => documentPath(apiVersionOf(one)) === wanted);
  return own.length > 0 ? document(own) : undefined;
}
