/** The one pod that calls, where `--from` names a pod: then its node and its zone are what counts. */
import type { Namespace } from '../objects/namespace.ts';
import type { Pod } from '../objects/pod.ts';
import type { Found } from './sources/source.ts';
import type { Target } from './target.ts';

interface CallerView {
  readonly callerPods?: Found<Pod>;
  readonly callerNamespace?: Found<Namespace>;
}

/** A bare word that is a namespace means all that runs there. */
export function callingPod(view: CallerView, { from }: Target): Pod | undefined {
  if (from?.kind !== 'name') return undefined;
  const isNamespace = view.callerNamespace?.all.some(({ metadata }) => metadata.name === from.name);
  return isNamespace && from.namespace === undefined ? undefined : view.callerPods?.all[0];
}
