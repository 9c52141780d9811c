/** Whether the controllers of an HTTPRoute have taken it as it stands: what its status says. */
import { conditionOf, isSilent, isStale } from '../network/routes/gateway-conditions.ts';
import { entriesFor, type ParentStatus } from '../network/routes/gateway-parents.ts';
import { meaningOf } from '../network/routes/gateway-reasons.ts';
import type { Condition } from '../objects/condition.ts';
import { HTTPRoute, type ParentRef } from '../objects/http-route.ts';
import type { JsonObject } from '../patch.ts';
import { code } from '../report.ts';
import type { Settled } from './provider.ts';

export function gatewaySettled(object: JsonObject): Settled {
  const route = HTTPRoute.parse(object);
  const [first, ...more] = route.spec.parentRefs.map((ref) => atParent(ref, route)).sort(gravest);
  if (!first) return { is: 'no', why: 'the route names no Gateway, so nobody serves it', isFinal };
  if (first.is !== 'yes' || more.length === 0) return first;
  return { is: 'yes', why: `the controllers of its ${more.length + 1} Gateways have taken it` };
}

const isFinal = true as const;
const rank = ({ is, isFinal: isOver }: Settled) => (isOver ? 0 : { no: 1, unknown: 2, yes: 3 }[is]);
const gravest = (a: Settled, b: Settled) => rank(a) - rank(b);

/**
 * A controller that is gone leaves its entry behind, which stays out of date for ever: where another
 * one speaks of the present version, only that one counts.
 */
function atParent(ref: ParentRef, route: HTTPRoute): Settled {
  const { generation, namespace } = route.metadata;
  const who = `${ref.kind} ${code(`${ref.namespace ?? namespace}/${ref.name}`)}`;
  const entries = entriesFor(ref, route);
  const isCurrent = ({ conditions }: ParentStatus) =>
    conditions.some((one) => one.type === 'Accepted' && !isStale(one, generation));
  const current = entries.filter(isCurrent);
  const [first] = (current.length > 0 ? current : entries)
    .map(({ conditions }) => inEntry(conditions, who, generation))
    .sort(gravest);
  return first ?? { is: 'no', why: `no controller has said anything for ${who} yet` };
}

function inEntry(conditions: readonly Condition[], who: string, generation = 0): Settled {
  const found = ['Accepted', 'ResolvedRefs'].map((type) => conditionOf(conditions, type));
  if (found.some((one) => one && isStale(one, generation)))
    return { is: 'no', why: `the controller of ${who} has not looked at the change yet` };
  if (found.some((one) => one && one.observedGeneration == null))
    return { is: 'unknown', why: `the controller of ${who} does not say which version it means` };
  const refusal = found.find((one) => one?.status === 'False');
  if (refusal) {
    const { means } = meaningOf('HTTPRoute', refusal);
    return { is: 'no', why: `the controller of ${who} does not take it: ${means}`, isFinal };
  }
  if (found.some((one) => isSilent(one) || one?.status !== 'True'))
    return { is: 'no', why: `the controller of ${who} is not done with it yet` };
  const partly = conditionOf(conditions, 'PartiallyInvalid');
  if (partly?.status === 'True') {
    const { means } = meaningOf('HTTPRoute', partly);
    return { is: 'unknown', why: `the controller of ${who} takes a part of the route: ${means}` };
  }
  return { is: 'yes', why: `the controller of ${who} has taken it` };
}
