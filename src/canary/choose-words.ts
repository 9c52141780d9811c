/** What to say where not exactly one route is meant: what there is, as lines to type. */
import { UserError } from '../errors.ts';
import { didYouMean, nearest } from '../network/nearest.ts';
import type { Kind } from '../objects/registry.ts';
import type { ObjectPlace } from '../patch.ts';
import { code, count } from '../report.ts';
import type { Asked, Meant } from './asked.ts';
import type { CanaryRoute } from './provider.ts';
import { routeLabel, ruleWord } from './rules.ts';
import type { Stray } from './strays.ts';

/** `httproute/shop -n shop --rule 2`, which means this route and no other. */
export function wordsFor(route: CanaryRoute): string {
  const { kindName, namespace, name } = route.object;
  const rule = ruleWord(route);
  const which = rule === undefined ? '' : ` --rule ${rule}`;
  return `${kindName.toLowerCase()}/${name} -n ${namespace}${which}`;
}

const most = 5;

function listed(routes: readonly CanaryRoute[], asked: Asked) {
  const shown = routes.slice(0, most);
  const rest = routes.length - shown.length;
  return {
    text: `${shown.map(routeLabel).join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`,
    suggestions: shown.map((route) => asked.line(wordsFor(route))),
  };
}

/** @param routes all there are */
export function noRoute(routes: readonly CanaryRoute[], meant: Meant, asked: Asked): UserError {
  const { namespace, name } = meant;
  const where = namespace === undefined ? '' : ` in namespace ${code(namespace)}`;
  const here = routes.filter(({ object }) => [undefined, object.namespace].includes(namespace));
  const elsewhere = routes.filter(
    (route) => !here.includes(route) && namesOf(route).includes(name),
  );
  if (elsewhere.length > 0) {
    const { text, suggestions } = listed(elsewhere, asked);
    const what = `${code(name)} is not${where}, but elsewhere: ${text}.`;
    return new UserError('not-found', { what, hint: 'Say the namespace with `-n`.', suggestions });
  }
  if (here.length === 0) {
    return new UserError('not-found', {
      what: `No rule${where} shares requests between backends by weights, so there is no canary ${code(name)}.`,
      hint: 'A canary needs a second backend beside the first: in a rule of an HTTPRoute, in a TraefikService or IngressRoute, in an `actions` annotation for an AWS load balancer, or in a canary Ingress of ingress-nginx.',
    });
  }
  const near = nearest(name, here.flatMap(namesOf));
  const meantRoutes = here.filter((route) => namesOf(route).some((one) => near.includes(one)));
  const { text, suggestions } = listed(near.length > 0 ? meantRoutes : here, asked);
  return new UserError('not-found', {
    what: `No route or backend ${code(name)}${where} shares requests by weights.${didYouMean(near)}`,
    hint: `There is ${text}.`,
    suggestions,
  });
}

/** As `check` calls them. */
const checkWords: Partial<Record<Kind, string>> = {
  ingresses: 'ingress',
  httproutes: 'httproute',
  ingressroutes: 'ingressroute',
};

/** What goes after `check`; undefined: it has no list for this kind. */
export function checkedAs({ kind, namespace, name }: ObjectPlace): string | undefined {
  const word = checkWords[kind];
  return word && `${word} ${name} -n ${namespace}`;
}

export function sharesNothing(
  { kind, kindName, namespace, name, trouble }: Stray,
  asked: Asked,
): UserError {
  const check = checkedAs({ kind, namespace, name });
  const label = `${kindName} ${code(`${namespace}/${name}`)}`;
  const more = check && `${code(`check ${check}`)} tells more.`;
  return new UserError('not-found', {
    what: trouble
      ? `${label} shares no requests: ${trouble.summary.replace(/^it gets nothing: /, '')}.`
      : `${label} is there, but has no two backends that share requests by weights.`,
    hint: [trouble ? trouble.fix : needsTwo, more].filter(Boolean).join(' '),
    suggestions: check ? [asked.other('check', check)] : [],
  });
}

const needsTwo = 'A canary is a second backend beside the first, each with its weight.';

const namesOf = ({ object, knownAs = [], sides }: CanaryRoute): string[] => [
  ...[object, ...knownAs].map(({ name }) => name),
  ...sides.map(({ name }) => name),
];

/** @param named routes of the name, of which none has the rule */
export function noRule(named: readonly CanaryRoute[], asked: Asked): UserError {
  const { text, suggestions } = listed(named, asked);
  return new UserError('usage', {
    what: `${code(asked.target)} has no rule ${code(asked.rule ?? '')} that shares requests by weights.`,
    hint: `It has ${text}.`,
    suggestions,
  });
}

export function severalRoutes(found: readonly CanaryRoute[], asked: Asked): UserError {
  const { text, suggestions } = listed(found, asked);
  return new UserError('usage', {
    what: `${code(asked.target)} may mean ${count(found.length, 'rule')}: ${text}.`,
    hint: 'Name one of them.',
    suggestions,
  });
}
