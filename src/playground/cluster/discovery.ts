/** What the server says about itself: versions, groups, resources, health. */
import { type Call, json, plainText, type Reply } from './cluster.ts';
import { openApi } from './open-api.ts';
import { apiVersionOf, type Resource } from './resources.ts';

/** The release whose behaviour this server copies. */
const release = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion: 'v1.36.2',
  gitCommit: '$Format:%H$',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: 'go1.26.10',
  compiler: 'gc',
  platform: 'linux/amd64',
};

function resourceEntries(resource: Resource): object[] {
  const { plural, singular, namespaced, kind, verbs } = resource;
  const { shortNames, categories, storageVersionHash } = resource;
  const own = {
    name: plural,
    singularName: singular,
    namespaced,
    kind,
    verbs,
    ...(shortNames && { shortNames }),
    ...(categories && { categories }),
    ...(storageVersionHash && { storageVersionHash }),
  };
  const below = resource.subresources.map(({ name, ...rest }) => ({
    name: `${plural}/${name}`,
    singularName: '',
    namespaced,
    ...rest,
  }));
  return [own, ...below];
}

export function groupVersions(resources: readonly Resource[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { group, version } of resources) {
    const versions = groups.get(group) ?? [];
    if (!versions.includes(version)) groups.set(group, [...versions, version]);
  }
  return groups;
}

function groupEntry(group: string, versions: readonly string[]) {
  const entries = versions.map((version) => ({ groupVersion: `${group}/${version}`, version }));
  return { name: group, versions: entries, preferredVersion: entries[0] };
}

function groupList(resources: readonly Resource[]): object {
  const groups = [...groupVersions(resources)].filter(([group]) => group !== '');
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groups.map(([group, versions]) => groupEntry(group, versions)),
  };
}

const coreVersions = (address: string) => ({
  kind: 'APIVersions',
  versions: ['v1'],
  serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: address }],
});

function resourceList(resources: readonly Resource[], groupVersion: string): object | undefined {
  const own = resources.filter((resource) => apiVersionOf(resource) === groupVersion);
  if (own.length === 0) return undefined;
  const entries = own.flatMap(resourceEntries);
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources: entries };
}

function aboutGroup(resources: readonly Resource[], group: string): object | undefined {
  const versions = groupVersions(resources).get(group);
  return versions && { kind: 'APIGroup', apiVersion: 'v1', ...groupEntry(group, versions) };
}

function find(call: Call, parts: readonly string[]): object | undefined {
  const all = call.cluster.resources.all();
  const [root, first = '', second] = parts;
  if (root === 'version') return release;
  if (root === 'api') return first ? resourceList(all, first) : coreVersions(call.cluster.address);
  if (root === 'openapi') return openApi(all, parts.slice(1).join('/'));
  if (root !== 'apis') return undefined;
  if (!first) return groupList(all);
  return second ? resourceList(all, `${first}/${second}`) : aboutGroup(all, first);
}

export const pageNotFound = plainText(404, '404 page not found\n');

export function discover(call: Call): Reply {
  const parts = call.info.path.split('/').filter((part) => part !== '');
  if (['healthz', 'livez', 'readyz'].includes(parts[0] ?? '')) return plainText(200, 'ok');
  const found = call.info.verb === 'get' ? find(call, parts) : undefined;
  return found ? json(200, found) : pageNotFound;
}
