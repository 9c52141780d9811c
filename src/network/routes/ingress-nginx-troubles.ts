/**
 * Annotations of ingress-nginx that do something else than they seem to.
 * https://kubernetes.github.io/ingress-nginx/examples/rewrite/
 */
import type { Ingress } from '../../objects/ingress.ts';
import { code } from '../../report.ts';
import { type Entry, entriesOf, sourceOf } from './ingress-entries.ts';
import { corsEffects } from './ingress-nginx-cors.ts';
import { setting } from './ingress-nginx-effects.ts';
import { isRegexHost } from './ingress-nginx-locations.ts';
import { regexTroubles } from './ingress-nginx-regex.ts';
import { snippetTroubles } from './ingress-nginx-snippets.ts';
import { protocolTroubles, typedExpressions } from './ingress-nginx-values.ts';
import { toPattern } from './paths.ts';
import type { RuleTrouble } from './trouble.ts';

const prefix = 'nginx.ingress.kubernetes.io/';

/** @param primaries of the same class, without canaries, oldest first */
export function nginxTroubles(ingress: Ingress, primaries: readonly Ingress[]): RuleTrouble[] {
  return [
    ...rewriteTroubles(ingress),
    ...plainExpressions(ingress, primaries),
    ...regexTroubles(ingress, primaries),
    ...corsTroubles(ingress),
    ...snippetTroubles(ingress),
    ...typedExpressions(ingress),
    ...protocolTroubles(ingress),
  ];
}

/** Greatest `$n` of the target, and the groups that each path has. */
function rewriteTroubles(ingress: Ingress): RuleTrouble[] {
  const target = setting(ingress, 'rewrite-target');
  if (!target) return [];
  const used = [...target.matchAll(/\$(\d)/g)].map(([, number]) => Number(number));
  const wanted = Math.max(0, ...used);
  const entries = entriesOf(ingress).filter(({ path }) => path !== target);
  return wanted > 0
    ? withoutGroup(ingress, target, wanted, entries)
    : intoOne(ingress, target, entries);
}

function withoutGroup(
  ingress: Ingress,
  target: string,
  wanted: number,
  entries: readonly Entry[],
): RuleTrouble[] {
  const poor = entries.filter(({ path }) => groupsIn(path) < wanted);
  const [first] = poor;
  if (!first) return [];
  const what = poor.length === entries.length ? 'breaks' : 'weakens';
  const capturing = `${first.path.replace(/[/*.]+$/, '')}(/|$)(.*)`;
  return [
    {
      gravity: what,
      summary: `${code(`rewrite-target: ${target}`)} wants capture group ${wanted}, which path ${code(first.path)} does not have: every request under it reaches the backend as ${code(target.replaceAll(/\$\d/g, '') || '/')}`,
      ...annotation(ingress, 'rewrite-target'),
      fix: `Write the path as ${code(capturing)} with pathType ImplementationSpecific and ${code('rewrite-target: /$2')}, or take the annotation away.`,
    },
  ];
}

/** A file is meant as it is; and an Exact path is one path anyway. */
function intoOne(ingress: Ingress, target: string, entries: readonly Entry[]): RuleTrouble[] {
  if (/\.\w+$/.test(target)) return [];
  const [first] = entries.filter(({ pathType }) => pathType !== 'Exact');
  if (!first) return [];
  const capturing = `${first.path.replace(/[/*.]+$/, '')}(/|$)(.*)`;
  return [
    {
      gravity: 'weakens',
      summary: `${code(`rewrite-target: ${target}`)} sends every path under ${code(first.path)} to ${code(target)} of the backend: the rest of the path is lost`,
      ...annotation(ingress, 'rewrite-target'),
      fix: `To keep the rest, write the path as ${code(capturing)} with pathType ImplementationSpecific and ${code(`rewrite-target: ${target.replace(/\/+$/, '')}/$2`)}.`,
    },
  ];
}

/** How many groups an expression captures. */
const groupsIn = (path: string): number => (toPattern(`${path}|`, '')?.exec('')?.length ?? 1) - 1;

/** Without `use-regex` or `rewrite-target` on the host an expression is a path like any other. */
function plainExpressions(ingress: Ingress, primaries: readonly Ingress[]): RuleTrouble[] {
  const all = primaries.flatMap(entriesOf);
  const [first] = entriesOf(ingress).filter(
    ({ host, path }) =>
      /[()[\]\\^$*|]/.test(path) && !isRegexHost(all.filter((entry) => entry.host === host)),
  );
  if (!first) return [];
  return [
    {
      gravity: 'breaks',
      summary: `path ${code(first.path)} is written as a regular expression, but no Ingress of the host says ${code('use-regex: "true"')}: it is read letter by letter, and takes nothing`,
      at: sourceOf(ingress),
      field: 'spec.rules[].http.paths[].path',
      value: first.path,
      fix: `Set ${code(`${prefix}use-regex: "true"`)} on this Ingress, with pathType ImplementationSpecific.`,
    },
  ];
}

function corsTroubles(ingress: Ingress): RuleTrouble[] {
  const effects = corsEffects((name) => setting(ingress, name));
  const key = setting(ingress, 'enable-cors') === undefined ? 'cors-allow-origin' : 'enable-cors';
  return effects
    .filter(({ mark }) => mark === 'warning')
    .map(({ text }) => ({
      gravity: 'weakens',
      summary: `CORS: ${text.replace(/\. Name the origins that need it$/, '')}`,
      ...annotation(ingress, key),
      fix: `Name the origins that need it in ${code(`${prefix}cors-allow-origin`)}, beside ${code('enable-cors: "true"')}.`,
    }));
}

const annotation = (ingress: Ingress, name: string) => ({
  at: sourceOf(ingress),
  field: `metadata.annotations[${prefix}${name}]`,
  value: setting(ingress, name) ?? '',
});
