/** The JSON of `trace`, see docs/json.md. */
import type { Effect, Match } from '../network/routes/route.ts';
import type { Traced } from './traced.ts';

export function traceData(traced: Traced, effects: readonly Effect[]): Record<string, unknown> {
  const { ask, host, main, door, near, others } = traced;
  const { scheme, port, path, method } = ask;
  return {
    request: { scheme, host: ask.host, port, path, method },
    /** null: not looked up. */
    resolved: host && host.failure === undefined ? [...host.addresses, ...alias(host.alias)] : null,
    loadBalancer: doorData(door, main),
    entrance: main
      ? { router: main.router, name: main.entrance.name, unserved: main.unserved ?? null }
      : null,
    rule: main?.winner ? ruleData(main.winner) : null,
    effects,
    backends: backendData(traced),
    losers: (main?.losers ?? []).map((one) => ({ ...one.source, rule: one.rule, why: one.loses })),
    otherEntrances: others.flatMap(({ entrance, winner }) =>
      winner ? [{ entrance: entrance.name, ...winner.source, rule: winner.rule }] : [],
    ),
    nearest: near.map(({ host, path, source }) => ({ host, path, ...source })),
  };
}

const alias = (name: string | undefined) => (name === undefined ? [] : [name]);

function doorData(door: Traced['door'], main: Traced['main']) {
  if (!door) {
    const addresses = main?.entrance.addresses ?? [];
    return addresses.length > 0 ? { service: null, addresses } : null;
  }
  const { namespace, name } = door.service.metadata;
  return { service: `${namespace}/${name}`, addresses: door.addresses };
}

function ruleData({ source, rule, backendPath, answer }: Match) {
  return { ...source, rule, backendPath, answer: answer ?? null };
}

function backendData({ reaches }: Traced) {
  return reaches.map(({ backend, port, endpoints, trouble, unknown }) => ({
    kind: backend.kind,
    namespace: backend.namespace,
    name: backend.name,
    port: port?.port ?? backend.port ?? null,
    weight: backend.weight,
    share: backend.share,
    /** null: not known, or an alias. */
    endpoints: endpoints ?? null,
    trouble: trouble ?? unknown ?? null,
  }));
}
