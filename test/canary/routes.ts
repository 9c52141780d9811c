/** Routes as providers find them, from few words. */
import type { CanaryRoute, Side } from '../../src/canary/provider.ts';
import type { Kind } from '../../src/objects/registry.ts';

interface Words {
  kind?: Kind;
  kindName?: string;
  namespace?: string;
  name?: string;
  place?: string;
  rule?: string;
  /** Each `name`, `name:port`, or `Kind namespace/name`. */
  sides?: readonly string[];
  canary?: number;
  knownAs?: CanaryRoute['knownAs'];
}

export function routeWith(words: Words = {}): CanaryRoute {
  const { kind = 'httproutes', kindName = 'HTTPRoute', namespace = 'shop', name = 'web' } = words;
  const { sides = ['api', 'api-canary'], rule = 'PathPrefix `/api`', place = 'rules/0' } = words;
  return {
    provider: 'gateway-api',
    object: { kind, namespace, name, apiVersion: 'example.com/v1', kindName, uid: 'uid-1' },
    place,
    rule,
    ...(words.knownAs && { knownAs: words.knownAs }),
    sides: sides.map((text) => sideWith(text, namespace)),
    ...(words.canary !== undefined && { canary: words.canary }),
    weights: { most: 1_000_000 },
  };
}

function sideWith(text: string, own: string): Side {
  const [, kind = 'Service', namespace = own, name = '', port] =
    /^(?:(\w+) )?(?:([a-z-]+)\/)?([a-z0-9-]+)(?::(\d+))?$/.exec(text) ?? [];
  return { kind, namespace, name, ...(port !== undefined && { port: Number(port) }), weight: 50 };
}
