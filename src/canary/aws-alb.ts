/**
 * AWS Load Balancer Controller: weights inside the JSON of `actions.<name>`. What it could do with them
 * it says in events about the Ingress.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#actions
 */
import { UserError } from '../errors.ts';
import { type AlbAction, actionOf, forwarded } from '../network/routes/aws-alb-actions.ts';
import { groupsOf } from '../network/routes/ingress-class.ts';
import {
  backendOf,
  defaultEntry,
  entriesOf,
  ruleWords,
} from '../network/routes/ingress-entries.ts';
import { splitSilences, unusedSplits } from '../network/routes/split-silence.ts';
import type { Ingress } from '../objects/ingress.ts';
import { code } from '../report.ts';
import { albSettled } from './aws-alb-settled.ts';
import { withWeights } from './aws-alb-text.ts';
import { pointer, tested, testedUid, valueAt } from './operations.ts';
import type { CanaryProvider, CanaryRoute } from './provider.ts';
import { isAt, placeOf, routedObject, sideOf } from './routed.ts';

const prefix = 'alb.ingress.kubernetes.io/';

export const awsAlb: CanaryProvider = {
  name: 'aws-alb',
  needs: ['ingresses', 'ingressclasses'],
  find: (objects) =>
    groupsOf(objects, (controller) => controller === 'ingress.k8s.aws/alb').flatMap(
      ({ ingresses }) => ingresses.flatMap(routesOf),
    ),
  plan(route, weights, whole) {
    const path = ['metadata', 'annotations', keyOf(route)];
    const text = valueAt(whole, path);
    if (typeof text !== 'string') throw new Error(`the Ingress has no annotation ${keyOf(route)}`);
    const value = withWeights(text, weights);
    if (value === undefined) throw notAlone(route);
    const isSame = value === text;
    return {
      ...placeOf('ingresses', route.object),
      operations: [
        testedUid(route),
        tested(whole, path),
        ...(isSame ? [] : [{ op: 'replace' as const, path: pointer(path), value }]),
      ],
    };
  },
  silences(route, weights, { ingresses = [] }) {
    const found = ingresses.find(isAt(route.object));
    const action = found && actionOf(found, nameOf(route));
    if (!found || !action || typeof action === 'string') return [];
    const source = { kind: 'Ingress', namespace: route.object.namespace, name: route.object.name };
    const way = forwarded(weighted(action, weights), found);
    const unused = unusedSplits(found).filter(({ field }) => field.endsWith(`${keyOf(route)}]`));
    return [...unused, ...splitSilences({ source, rule: route.rule, ...way })];
  },
  settled: (route, evidence) => albSettled(route, evidence),
};

const nameOf = ({ place }: CanaryRoute) => place.slice('actions.'.length);
const keyOf = ({ place }: CanaryRoute) => `${prefix}${place}`;

function routesOf(ingress: Ingress): CanaryRoute[] {
  const start = `${prefix}actions.`;
  const names = Object.keys(ingress.metadata.annotations)
    .filter((key) => key.startsWith(start))
    .map((key) => key.slice(start.length));
  return names.flatMap((name): CanaryRoute[] => {
    const action = actionOf(ingress, name);
    const groups = typeof action === 'string' ? [] : (action.forwardConfig?.targetGroups ?? []);
    if (typeof action === 'string' || groups.length < 2) return [];
    return [
      {
        provider: 'aws-alb',
        object: routedObject('ingresses', ingress.metadata),
        place: `actions.${name}`,
        rule: ruleOf(ingress, name),
        sides: forwarded(action, ingress).split.map(sideOf),
        weights: { most: 999 },
      },
    ];
  });
}

/** The paths that lead to the action. */
function ruleOf(ingress: Ingress, action: string): string {
  const [first, ...more] = [...entriesOf(ingress), ...defaultEntry(ingress)].filter((entry) => {
    const { name, port } = backendOf(entry);
    return name === action && port === 'use-annotation';
  });
  if (!first) return `action ${code(action)}, which no path uses`;
  return `${ruleWords(first)}${more.length > 0 ? ` and ${more.length} more` : ''}`;
}

function weighted(action: AlbAction, weights: readonly number[]): AlbAction {
  const { forwardConfig } = action;
  if (!forwardConfig) return action;
  const targetGroups = forwardConfig.targetGroups.map((group, index) => ({
    ...group,
    weight: weights[index] ?? 0,
  }));
  return { ...action, forwardConfig: { ...forwardConfig, targetGroups } };
}

/** The rights in the cluster let numbers change in this text, and nothing be written into it. */
function notAlone(route: CanaryRoute): UserError {
  const { namespace, name } = route.object;
  return new UserError('refused', {
    what: `The weights in ${code(keyOf(route))} of Ingress ${code(`${namespace}/${name}`)} cannot be changed alone: a target group has none, has it twice, or not as a plain number.`,
    hint: `Write one into each target group, such as ${code('"weight": 1')}, which is what none counts as; then ask again.`,
  });
}
