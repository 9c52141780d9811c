/**
 * Whether a listener lets a route in, and if not, by which of its words.
 * https://gateway-api.sigs.k8s.io/reference/spec/#allowedroutes
 */
import type { Gateway, Listener } from '../../objects/gateway.ts';
import type { HTTPRoute } from '../../objects/http-route.ts';
import type { LabelSelector } from '../../objects/label-selector.ts';
import { type Labels, selects } from '../label-selectors.ts';
import type { RouteObjects } from './route.ts';

export type Refusal =
  /** It takes other kinds of route. */
  | { kind: 'kinds'; kinds: readonly string[] }
  /** Routes of no namespace. */
  | { kind: 'none' }
  /** Routes of the Gateway's own namespace alone. */
  | { kind: 'same' }
  /** By labels of the namespace; absent: the namespace is not there, or there is no selector. */
  | { kind: 'selector'; selector?: LabelSelector; labels?: Labels };

/** Labels that were not read let everything in: whoever says so reads them before. */
export function refusalOf(
  { metadata }: HTTPRoute,
  gateway: Gateway,
  { allowedRoutes }: Listener,
  { namespaces }: RouteObjects,
): Refusal | undefined {
  const kinds = (allowedRoutes?.kinds ?? []).map(({ kind }) => kind);
  if (kinds.length > 0 && !kinds.includes('HTTPRoute')) return { kind: 'kinds', kinds };
  const { from = 'Same', selector } = allowedRoutes?.namespaces ?? {};
  if (from === 'All') return undefined;
  if (from === 'None') return { kind: 'none' };
  if (from === 'Same') {
    return metadata.namespace === gateway.metadata.namespace ? undefined : { kind: 'same' };
  }
  if (namespaces === undefined) return undefined;
  const labels = namespaces.find((one) => one.metadata.name === metadata.namespace)?.metadata
    .labels;
  const isTaken = labels !== undefined && takes(selector, labels);
  if (isTaken) return undefined;
  return { kind: 'selector', ...(selector && { selector }), ...(labels && { labels }) };
}

/** An empty selector takes all, none at all takes nothing. */
function takes(selector: LabelSelector | null | undefined, labels: Labels): boolean {
  return (
    Boolean(selector) && selects(selector ?? none, { of: '', labels, isComplete: true }) === true
  );
}

const none: LabelSelector = { matchLabels: {}, matchExpressions: [] };
