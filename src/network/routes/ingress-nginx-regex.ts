/**
 * Where the expressions of one Ingress take requests that another rule of the host is meant for.
 * https://kubernetes.github.io/ingress-nginx/user-guide/ingress-path-matching/#warning
 */
import type { Ingress } from '../../objects/ingress.ts';
import { code } from '../../report.ts';
import { type Entry, entriesOf, ruleWords, sourceOf } from './ingress-entries.ts';
import { setting } from './ingress-nginx-effects.ts';
import { isRegexHost, locationFor } from './ingress-nginx-locations.ts';
import { isOn } from './ingress-nginx-switch.ts';
import type { RuleTrouble } from './trouble.ts';
import { pathsLike } from './typical-requests.ts';

interface Theft {
  from: Entry;
  by: Entry;
  path: string;
}

/** @param primaries of the same class, without canaries, oldest first */
export function regexTroubles(ingress: Ingress, primaries: readonly Ingress[]): RuleTrouble[] {
  const hosts = new Set(entriesOf(ingress).map(({ host }) => host));
  const all = primaries.flatMap(entriesOf);
  const thefts = [...hosts].flatMap((host) => theftsIn(all.filter((one) => one.host === host)));
  const [first] = thefts.filter(({ from, by }) => [from.ingress, by.ingress].includes(ingress));
  return first ? [told(first, all)] : [];
}

/** Typical requests of paths without signs of an expression, as they would go without any. */
function theftsIn(entries: readonly Entry[]): Theft[] {
  if (!isRegexHost(entries)) return [];
  const plain = entries.filter(({ path }) => !/[\\^$*+?()[\]{}|]/.test(path));
  return plain.flatMap((from) =>
    pathsLike(from.path, from.pathType === 'Exact').flatMap((path): Theft[] => {
      if (winnerOf(plain, path, false) !== from) return [];
      const by = winnerOf(entries, path, true);
      return by && by !== from && by.path !== from.path && by.ingress !== from.ingress
        ? [{ from, by, path }]
        : [];
    }),
  );
}

/** Of equal length expressions are tried in the reverse order of the alphabet. */
function winnerOf(entries: readonly Entry[], path: string, isRegex: boolean): Entry | undefined {
  const [best] = entries
    .flatMap((entry) => {
      const location = locationFor(entry, path, isRegex);
      return location ? [{ entry, rank: location.rank }] : [];
    })
    .sort((a, b) => b.rank - a.rank || (isRegex && a.entry.path < b.entry.path ? 1 : 0));
  return best?.entry;
}

function told({ from, by, path }: Theft, all: readonly Entry[]): RuleTrouble {
  const cause =
    all.find((entry) => entry.host === from.host && isRegexHost([entry]))?.ingress ?? by.ingress;
  const { namespace, name } = cause.metadata;
  const key = isOn(setting(cause, 'use-regex')) ? 'use-regex' : 'rewrite-target';
  const other = sourceOf(by.ingress);
  return {
    gravity: 'weakens',
    summary: `${code(key)} of Ingress ${code(`${namespace}/${name}`)} turns all paths of the host into regular expressions, so that ${code(path)}, meant for ${ruleWords(from)}, goes to ${ruleWords(by)} of Ingress ${code(`${other.namespace}/${other.name}`)}`,
    at: sourceOf(cause),
    field: `metadata.annotations[nginx.ingress.kubernetes.io/${key}]`,
    value: setting(cause, key) ?? '',
    fix: `End the expression ${code(by.path)} where it should, such as with ${code('(/|$)')} or ${code('$')}, or give it a host of its own.`,
  };
}
