/**
 * Annotations that keep an AWS load balancer from being changed: one that cannot be read stops all
 * Ingresses of its group. https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 */
import type { Ingress } from '../../objects/ingress.ts';
import { code } from '../../report.ts';
import { nearest, oneOf } from '../nearest.ts';
import { AlbAction, albSetting } from './aws-alb-actions.ts';
import { albJson, albValues } from './aws-alb-keys.ts';
import { backendOf, defaultEntry, entriesOf, sourceOf } from './ingress-entries.ts';
import { annotate, type RuleTrouble } from './trouble.ts';

const prefix = 'alb.ingress.kubernetes.io/';
const greatestWeight = 999;
/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const mostGroups = 5;

/** @param all Ingresses of the same controller */
export function albTroubles(ingress: Ingress, all: readonly Ingress[]): RuleTrouble[] {
  const group = albSetting(ingress, 'group.name');
  const others = all.filter(
    (other) =>
      other !== ingress && group !== undefined && albSetting(other, 'group.name') === group,
  );
  return [
    ...freezing(ingress, group),
    ...others.flatMap((other) => freezing(other, group)),
    ...unusedActions(ingress),
  ];
}

/** What makes the controller give up on the whole group. */
function freezing(ingress: Ingress, group: string | undefined): RuleTrouble[] {
  const keys = Object.keys(ingress.metadata.annotations)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
  const whole = group === undefined ? 'its load balancer' : `the whole IngressGroup ${code(group)}`;
  const end = `, so that no change of ${whole} is made any more`;
  return [
    ...keys.flatMap((name) => jsonTrouble(ingress, name, end) ?? []),
    ...keys.flatMap((name) => valueTrouble(ingress, name, end) ?? []),
    ...missingActions(ingress, end),
  ];
}

function jsonTrouble(ingress: Ingress, name: string, end: string): RuleTrouble | undefined {
  if (!albJson.test(name)) return undefined;
  const why = whyNotRead(name, albSetting(ingress, name) ?? '');
  if (why === undefined) return undefined;
  return {
    gravity: 'breaks',
    summary: `${named(ingress, name)} ${why}${end}`,
    ...annotation(ingress, name),
    fix: /^is no JSON/.test(why)
      ? `Mend the JSON of ${code(prefix + name)}; ${code('jq .')} shows the place.`
      : `Mend ${code(prefix + name)}.`,
  };
}

function whyNotRead(name: string, text: string): string | undefined {
  const json = parsed(text);
  if (json.error !== undefined) return `is no JSON (${json.error})`;
  if (!name.startsWith('actions.')) return undefined;
  const action = AlbAction.safeParse(json.value);
  if (!action.success) {
    const [issue] = action.error.issues;
    return `is no action: ${code(issue?.path.join('.') ?? '')} is missing, or of another type than it must be`;
  }
  const groups = action.data.forwardConfig?.targetGroups ?? [];
  const portless = groups.find(({ serviceName, servicePort }) => serviceName && !servicePort);
  if (portless) return `names no ${code('servicePort')} of ${code(portless.serviceName ?? '')}`;
  if (groups.length > mostGroups) {
    return `has ${groups.length} target groups, where AWS takes ${mostGroups} at most`;
  }
  const odd = groups.find(({ weight = 1 }) => weight < 0 || weight > greatestWeight);
  return odd && `has weight ${odd.weight}, where AWS takes 0 to ${greatestWeight}`;
}

function parsed(text: string): { value?: unknown; error?: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return { error: error.message.replaceAll('`', "'") };
    throw error;
  }
}

function valueTrouble(ingress: Ingress, name: string, end: string): RuleTrouble | undefined {
  const allowed = albValues[name];
  const value = albSetting(ingress, name);
  if (!allowed || value === undefined || allowed.includes(value)) return undefined;
  const [meant] = nearest(value, allowed);
  return {
    gravity: 'breaks',
    summary: `${named(ingress, name)} is ${code(value)}, where ${oneOf(allowed)} is allowed${end}`,
    ...annotation(ingress, name),
    fix: `Set it to ${meant ? code(meant) : oneOf(allowed)}.`,
    ...(meant && { kubectl: annotate(sourceOf(ingress), prefix + name, meant) }),
  };
}

const actionNames = (ingress: Ingress) =>
  [...entriesOf(ingress), ...defaultEntry(ingress)]
    .map(backendOf)
    .flatMap(({ name, port }) => (port === 'use-annotation' ? [name] : []));

function actionKeys({ metadata }: Ingress): string[] {
  const start = `${prefix}actions.`;
  return Object.keys(metadata.annotations)
    .filter((key) => key.startsWith(start))
    .map((key) => key.slice(start.length));
}

function missingActions(ingress: Ingress, end: string): RuleTrouble[] {
  const known = actionKeys(ingress);
  const wanted = [...new Set(actionNames(ingress))].filter((name) => !known.includes(name));
  return wanted.map((name): RuleTrouble => {
    const [meant] = nearest(name, known);
    const near = meant ? `, only ${code(`actions.${meant}`)}` : '';
    return {
      gravity: 'breaks',
      summary: `a path says ${code('use-annotation')} for ${code(name)}, but there is no annotation ${code(`actions.${name}`)}${near}${end}`,
      at: sourceOf(ingress),
      field: 'spec.rules[].http.paths[].backend.service.name',
      value: name,
      fix: meant
        ? `Let the path and the annotation have the same name: ${code(meant)} or ${code(name)}.`
        : `Add the annotation ${code(`${prefix}actions.${name}`)}, or name a Service and its port.`,
    };
  });
}

function unusedActions(ingress: Ingress): RuleTrouble[] {
  const used = actionNames(ingress);
  return actionKeys(ingress)
    .filter((name) => !used.includes(name))
    .map((name) => ({
      gravity: 'weakens',
      summary: `${named(ingress, `actions.${name}`)} does nothing: no path has the Service ${code(name)} with port ${code('use-annotation')}`,
      ...annotation(ingress, `actions.${name}`),
      fix: `Name ${code(name)} with port name ${code('use-annotation')} as the backend of a path, or take the annotation away.`,
    }));
}

function named({ metadata }: Ingress, name: string): string {
  return `${code(prefix + name)} of Ingress ${code(`${metadata.namespace}/${metadata.name}`)}`;
}

const annotation = (ingress: Ingress, name: string) => ({
  at: sourceOf(ingress),
  field: `metadata.annotations[${prefix}${name}]`,
  value: albSetting(ingress, name) ?? '',
});
