/**
 * Whose the weights are. A progressive delivery controller sets them by its own steps: whoever writes
 * beside it is written over, or breaks its count.
 */
import { code } from '../report.ts';
import type { CanaryRoute } from './provider.ts';
import { type OwnerFacts, rolloutClaim } from './rollout-claims.ts';

export interface Owner {
  by: 'argo-rollouts' | 'flagger';
  /** `shop/api`; absent: which one it is could not be told. */
  name?: string;
  /** Whose the weights are, and how that is known: one sentence. */
  words: string;
  /** What to do instead: one line for a shell. */
  command: string;
}

/** Of the canary, 0 to 1: which command is the right one. */
export interface Wanted {
  before: number;
  /** Absent: it is only looked at. */
  after?: number;
}

export function ownerOf(route: CanaryRoute, facts: OwnerFacts, wanted: Wanted): Owner | undefined {
  return ofFlagger(route, facts, wanted) ?? ofRollouts(route, facts, wanted);
}

function ofFlagger(
  route: CanaryRoute,
  { metadata, services }: OwnerFacts,
  { after }: Wanted,
): Owner | undefined {
  const held = [
    { label: `${route.object.kindName} ${code(metadata.name)}`, metadata },
    ...services.map((one) => ({ label: `Service ${code(one.metadata.name)}`, ...one })),
  ];
  const [found] = held.flatMap(({ label, metadata: { namespace, ownerReferences } }) =>
    ownerReferences
      .filter(({ apiVersion, kind, controller }) => {
        return controller === true && kind === 'Canary' && apiVersion.startsWith('flagger.app/');
      })
      .map(({ name }) => ({ label, namespace, name })),
  );
  if (!found) return undefined;
  const name = `${found.namespace}/${found.name}`;
  return {
    by: 'flagger',
    name,
    words: `The weights belong to Flagger: ${found.label} is owned by its Canary ${code(name)}, whose ${code('spec.analysis')} says how they grow.`,
    command: `kubectl ${after === undefined ? 'get' : 'edit'} canaries.flagger.app ${found.name} -n ${found.namespace}`,
  };
}

function ofRollouts(route: CanaryRoute, facts: OwnerFacts, wanted: Wanted): Owner | undefined {
  const claim = rolloutClaim(route, facts);
  if (!claim) return undefined;
  const { namespace, name, why } = claim;
  const whose = name === undefined ? '' : ` Rollout ${code(`${namespace}/${name}`)}`;
  return {
    by: 'argo-rollouts',
    ...(name !== undefined && { name: `${namespace}/${name}` }),
    words: `The weights belong to Argo Rollouts${whose ? `:${whose}` : ''}, which sets them by its own steps: ${why}.`,
    command: rolloutCommand(namespace, name, wanted),
  };
}

/** Its weights are steps of its spec: no command sets one, they go on, to the end, or all the way back. */
function rolloutCommand(
  namespace: string,
  name: string | undefined,
  { before, after }: Wanted,
): string {
  const tool = 'kubectl argo rollouts';
  if (name === undefined) return `${tool} list rollouts -n ${namespace}`;
  if (after === undefined) return `${tool} get rollout ${name} -n ${namespace}`;
  if (after < before || after === 0) return `${tool} abort ${name} -n ${namespace}`;
  return `${tool} promote ${name} -n ${namespace}${after === 1 ? ' --full' : ''}`;
}
