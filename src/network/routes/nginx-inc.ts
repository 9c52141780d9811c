/**
 * F5's NGINX Ingress Controller: a host belongs to one Ingress, the oldest, unless it is a master
 * that shares it with minions. Paths go by the specification.
 * https://docs.nginx.com/nginx-ingress-controller/configuration/
 */
import type { Ingress } from '../../objects/ingress.ts';
import { code } from '../../report.ts';
import { hostFit } from './hosts.ts';
import { specMatches } from './ingress.ts';
import { addressesOf, type ClassGroup, groupsOf } from './ingress-class.ts';
import { byAge, entriesOf, knownRules } from './ingress-entries.ts';
import { tlsEffects } from './ingress-tls.ts';
import type { Arrival, Ask, Effect, Match, Router } from './route.ts';

const isMine = (controller: string) => controller === 'nginx.org/ingress-controller';

export const nginxInc: Router = {
  name: 'nginx-inc',
  arrivals: (ask, objects) => groupsOf(objects, isMine).flatMap((group) => arrivalsOf(ask, group)),
  rules: (objects) => groupsOf(objects, isMine).flatMap(({ ingresses }) => knownRules(ingresses)),
};

const setting = ({ metadata }: Ingress, name: string) => metadata.annotations[name];
const roleOf = (item: Ingress) => setting(item, 'nginx.org/mergeable-ingress-type');

function arrivalsOf(ask: Ask, { className, ingresses }: ClassGroup): Arrival[] {
  const { owners, refused } = sharesOf(ask, ingresses);
  const [winner, ...rest] = specMatches(ask, owners, 'many').map((match) =>
    changed(match, ask, owners),
  );
  const late = specMatches(ask, refused, 'many').map((match) => ({
    ...match,
    loses:
      'another Ingress had the host first: this one gets none of its requests (masters and minions share a host)',
  }));
  const losers = [...rest, ...late];
  if (!winner && losers.length === 0 && owners.length === 0) return [];
  const entrance = {
    name: 'NGINX Ingress Controller (F5)',
    detail: `class ${code(className)}`,
    addresses: addressesOf(ingresses),
    services: [{ 'app.kubernetes.io/name': 'nginx-ingress' }],
  };
  const effects = tlsEffects(ask, owners);
  return [{ router: 'nginx-inc', entrance, ...(winner && { winner }), losers, effects }];
}

/** Who has the host, and who came too late. */
function sharesOf(
  ask: Ask,
  ingresses: readonly Ingress[],
): { owners: Ingress[]; refused: Ingress[] } {
  const candidates = ingresses.filter((item) => hasHost(item, ask.host)).sort(byAge);
  const minions = candidates.filter((item) => roleOf(item) === 'minion');
  const owners: Ingress[] = [];
  const refused: Ingress[] = [];
  const taken = new Set<string>();
  for (const item of candidates.filter((one) => roleOf(one) !== 'minion')) {
    const hosts = item.spec.rules.map(({ host = '' }) => host);
    const isLate = hosts.some((host) => taken.has(host));
    (isLate ? refused : owners).push(item);
    for (const host of hosts) taken.add(host);
  }
  const hasMaster = owners.some((item) => roleOf(item) === 'master');
  return hasMaster
    ? { owners: [...owners, ...minions], refused }
    : { owners, refused: [...refused, ...minions] };
}

function hasHost(item: Ingress, host: string): boolean {
  return item.spec.rules.some((rule) => hostFit(rule.host ?? '', host, 'many'));
}

function changed(match: Match, ask: Ask, owners: readonly Ingress[]): Match {
  const item = owners.find(
    ({ metadata }) =>
      metadata.namespace === match.source.namespace && metadata.name === match.source.name,
  );
  if (!item) return match;
  const backendPath = rewritten(item, match, ask.path);
  return { ...match, backendPath, effects: effectsOf(item, ask, backendPath) };
}

/** `serviceName=api rewrite=/v1/`: the part of the path that the rule names is replaced. */
function rewritten(item: Ingress, { split: [backend] }: Match, asked: string): string {
  const all = (setting(item, 'nginx.org/rewrites') ?? '').split(';');
  const found = all.flatMap((part) => {
    const [, service, target] = /serviceName=(\S+)\s+rewrite=(\S+)/.exec(part) ?? [];
    return service === backend?.name && target !== undefined ? [target] : [];
  });
  const [target] = found;
  const rule = entriesOf(item).find(
    (entry) => entry.backend.service?.name === backend?.name && asked.startsWith(entry.path),
  );
  return target !== undefined && rule ? `${target}${asked.slice(rule.path.length)}` : asked;
}

const named: readonly { name: string; label: string; text: string; isOpen?: true }[] = [
  { name: 'nginx.org/ssl-services', label: 'Protocol', text: 'is spoken to in HTTPS' },
  { name: 'nginx.org/grpc-services', label: 'Protocol', text: 'is spoken to in gRPC' },
  {
    name: 'nginx.org/websocket-services',
    label: 'Protocol',
    text: 'may be spoken to by WebSocket',
  },
  {
    name: 'nginx.org/path-regex',
    label: 'Paths',
    text: 'turns paths into expressions, which are not evaluated',
    isOpen: true,
  },
  {
    name: 'nginx.org/server-snippets',
    label: 'Snippet',
    text: 'is not evaluated; it may change anything',
    isOpen: true,
  },
  {
    name: 'nginx.org/location-snippets',
    label: 'Snippet',
    text: 'is not evaluated; it may change anything',
    isOpen: true,
  },
];

function effectsOf(item: Ingress, ask: Ask, backendPath: string): Effect[] {
  const rewrite = `${code(ask.path)} reaches the backend as ${code(backendPath)}`;
  const redirect = setting(item, 'nginx.org/redirect-to-https') === 'true' && ask.scheme === 'http';
  return [
    ...(backendPath === ask.path ? [] : [{ label: 'Rewrite', mark: 'ok' as const, text: rewrite }]),
    ...(redirect
      ? [{ label: 'Redirect', mark: 'ok' as const, text: 'http is answered with 301 to https' }]
      : []),
    ...named.flatMap(({ name, label, text, isOpen }): Effect[] => {
      const value = setting(item, name);
      const who = isOpen ? code(name) : code(value ?? '');
      return value === undefined
        ? []
        : [{ label, mark: isOpen ? 'unknown' : 'ok', text: `${who} ${text}` }];
    }),
  ];
}
