/** Services of an IngressRoute, and the TraefikServices among them, as one split. */
import type { LoadBalanced } from '../../objects/traefik-balancing.ts';
import type { TraefikService } from '../../objects/traefik-service.ts';
import { code } from '../../report.ts';
import { type Effect, type RouteBackend, type RouteObjects, wasRead } from './route.ts';

interface TraefikSplit {
  split: RouteBackend[];
  effects: Effect[];
}

/** @param namespace of the object that holds the list */
export function traefikSplit(
  services: readonly LoadBalanced[],
  namespace: string,
  objects: RouteObjects,
  seen: readonly string[] = [],
): TraefikSplit {
  const weights = services.map(({ weight }) => weight ?? 1);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const parts = services.map((service, at) => {
    const weight = weights[at] ?? 1;
    const share = sum === 0 ? 0 : weight / sum;
    return partOf(service, namespace, objects, seen, { weight, share });
  });
  return {
    split: parts.flatMap((part) => part.split),
    effects: parts.flatMap((part) => part.effects),
  };
}

type Portion = Pick<RouteBackend, 'weight' | 'share'>;

function partOf(
  service: LoadBalanced,
  from: string,
  objects: RouteObjects,
  seen: readonly string[],
  portion: Portion,
): TraefikSplit {
  const namespace = service.namespace ?? from;
  const { kind, name, port } = service;
  const effects = namespace === from ? [] : [crossing(kind, namespace, name)];
  if (kind !== 'TraefikService') {
    const backend = { kind, namespace, name, ...portion, ...(port && { port }) };
    return { split: [backend], effects };
  }
  const key = `${namespace}/${name}`;
  const end = (words: Pick<RouteBackend, 'trouble' | 'unknown'>) => ({
    split: [{ kind, namespace, name, ...portion, ...words }],
    effects,
  });
  const dead = (trouble: string) => end({ trouble });
  if (name.includes('@'))
    return dead('it belongs to another provider of Traefik, which is not read');
  if (seen.includes(key)) return dead('TraefikServices refer to each other in a circle');
  if (!wasRead(objects, 'traefikservices', namespace))
    return end({ unknown: `TraefikServices of ${code(namespace)} could not be read` });
  const found = objects.traefikservices?.find(
    ({ metadata }) => metadata.namespace === namespace && metadata.name === name,
  );
  if (!found) return dead('there is no TraefikService of this name');
  const inner = insideOf(found, namespace, objects, [...seen, key]);
  if (!inner) return dead('it names no services');
  const split = inner.split.map((one) => ({ ...one, share: one.share * portion.share }));
  return { split, effects: [...effects, ...inner.effects] };
}

function insideOf(
  { metadata, spec }: TraefikService,
  namespace: string,
  objects: RouteObjects,
  seen: readonly string[],
): TraefikSplit | undefined {
  const { weighted, mirroring, highestRandomWeight } = spec;
  const name = `TraefikService ${code(`${namespace}/${metadata.name}`)}`;
  if (mirroring) {
    const copies = mirroring.mirrors
      .map((one) => `${code(one.name)} (${one.percent} %)`)
      .join(', ');
    const main = traefikSplit([mirroring], namespace, objects, seen);
    const text = `${name} sends copies to ${copies || 'nobody'}`;
    return { ...main, effects: [...main.effects, { label: 'Mirror', mark: 'ok', text }] };
  }
  const services = weighted?.services ?? highestRandomWeight?.services;
  if (!services || services.length === 0) return undefined;
  const inner = traefikSplit(services, namespace, objects, seen);
  const split = services.length > 1 ? [effect('Split', `by the weights of ${name}`)] : [];
  const sticky = weighted?.sticky?.cookie
    ? [effect('Affinity', `a cookie keeps clients where they were: shares hold for new ones`)]
    : [];
  return { ...inner, effects: [...split, ...sticky, ...inner.effects] };
}

const effect = (label: string, text: string): Effect => ({ label, mark: 'ok', text });

/** Allowed by a flag of Traefik's own, which no object shows. */
function crossing(kind: string, namespace: string, name: string): Effect {
  const text = `${kind} ${code(`${namespace}/${name}`)} is in another namespace: that works only if Traefik runs with ${code('allowCrossNamespace')}`;
  return { label: 'Namespace', mark: 'unknown', text };
}
