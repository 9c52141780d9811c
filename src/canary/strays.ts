/** What may be meant by a name that no route has: an object that is there and shares nothing, and why. */
import { backendOf, entriesOf } from '../network/routes/ingress-entries.ts';
import { isMeantAsCanary } from '../network/routes/ingress-nginx-canaries.ts';
import { nginxSilences } from '../network/routes/ingress-nginx-silence.ts';
import type { RuleTrouble } from '../network/routes/trouble.ts';
import type { Ingress } from '../objects/ingress.ts';
import { servedAs } from '../objects/registry.ts';
import type { ObjectPlace } from '../patch.ts';
import type { Meant } from './asked.ts';
import type { CanaryObjects } from './provider.ts';
import { placeOf } from './routed.ts';

export interface Stray extends ObjectPlace {
  kindName: string;
  /** Absent: it was not meant to share anything, or `check` has to look at more. */
  trouble?: RuleTrouble;
}

const weighted = ['ingresses', 'httproutes', 'traefikservices', 'ingressroutes'] as const;

export function strayFor(meant: Meant, objects: CanaryObjects): Stray | undefined {
  const canary = objects.ingresses?.find((one) => isMeantAsCanary(one) && isNamed(one, meant));
  if (canary) {
    const [trouble] = nginxSilences(canary, objects, () => undefined);
    return { ...strayOf('ingresses', canary.metadata), ...(trouble && { trouble }) };
  }
  const { kind: wanted = '' } = meant;
  const [found] = weighted
    .filter((kind) => wanted === '' || wanted === kind)
    .flatMap((kind) => {
      const one = objects[kind]?.find(({ metadata }) => isAt(metadata, meant));
      return one ? [strayOf(kind, one.metadata)] : [];
    });
  return found;
}

function strayOf(kind: (typeof weighted)[number], metadata: Ingress['metadata']): Stray {
  return { ...placeOf(kind, metadata), kindName: servedAs(kind).kind };
}

const isAt = ({ namespace, name }: { namespace: string; name: string }, meant: Meant) =>
  meant.name === name && [undefined, namespace].includes(meant.namespace);

/** By its own name, or by that of its backend. */
function isNamed(canary: Ingress, meant: Meant): boolean {
  const { namespace } = canary.metadata;
  const backends = entriesOf(canary).map((entry) => backendOf(entry));
  const isObject = meant.kind !== 'services' && isAt(canary.metadata, meant);
  const isBackend =
    [undefined, 'services'].includes(meant.kind) &&
    backends.some(({ name }) => isAt({ namespace, name }, meant));
  return isObject || isBackend;
}
