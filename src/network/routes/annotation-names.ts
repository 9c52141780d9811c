/** Annotations that nobody reads: of another controller, or misspelt. */
import { distance } from 'fastest-levenshtein';
import type { Ingress } from '../../objects/ingress.ts';
import { code, count } from '../../report.ts';
import { type Family, families, isLookalike } from './annotation-families.ts';
import { sourceOf } from './ingress-entries.ts';
import { traefikOldKeys } from './traefik-keys.ts';
import { annotate, type RuleTrouble } from './trouble.ts';

/** Letters that may be wrong; beyond that it may be a key of a version not known here. */
const mostEdits = 3;

/** Keys of before: what says the same now. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['nginx.ingress.kubernetes.io/secure-backends', 'backend-protocol: HTTPS'],
  ['nginx.ingress.kubernetes.io/grpc-backend', 'backend-protocol: GRPC'],
]);

export function nameTroubles(ingress: Ingress, own: Family): RuleTrouble[] {
  const keys = Object.keys(ingress.metadata.annotations);
  return [
    ...foreign(ingress, own, keys),
    ...keys.flatMap((key) => misspelt(ingress, own, key) ?? []),
  ];
}

/**
 * Somebody who moves from one controller to another keeps the annotations of both for a while; but
 * those of the other NGINX are taken for one's own.
 */
function foreign(ingress: Ingress, own: Family, keys: readonly string[]): RuleTrouble[] {
  const hasOwn = keys.some((key) => key.startsWith(own.prefix));
  return families.flatMap((family): RuleTrouble[] => {
    const theirs = keys.filter((key) => key.startsWith(family.prefix));
    const [first] = theirs;
    const isOwn = family.product === own.product;
    if (!first || isOwn || (hasOwn && !isLookalike(own, family))) return [];
    const more = theirs.length > 1 ? ` (and ${count(theirs.length - 1, 'more', 'more')})` : '';
    const same = own.keys?.find((key) => key === first.slice(family.prefix.length));
    return [
      {
        gravity: 'weakens',
        summary: `the annotation ${code(first)}${more} is one of ${family.product}, and does nothing: ${own.product} serves this Ingress`,
        ...where(ingress, first),
        fix: same
          ? `Write ${code(own.prefix + same)} instead.`
          : `Look for what means the same among those that begin with ${code(own.prefix)}, or take it away.`,
      },
    ];
  });
}

function misspelt(ingress: Ingress, own: Family, key: string): RuleTrouble | undefined {
  const meant = meantBy(own, key);
  if (meant === undefined) return undefined;
  const value = ingress.metadata.annotations[key] ?? '';
  return {
    gravity: 'weakens',
    summary: `the annotation ${code(key)} does nothing: ${meant.words}`,
    ...where(ingress, key),
    fix: meant.key ? `Write ${code(meant.key)} instead.` : (meant.fix ?? 'Take it away.'),
    ...(meant.key && {
      kubectl: annotate(sourceOf(ingress), meant.key, value, key),
    }),
  };
}

interface Meant {
  words: string;
  key?: string;
  fix?: string;
}

function meantBy(own: Family, key: string): Meant | undefined {
  const slash = key.indexOf('/') + 1;
  const [prefix, name] = [key.slice(0, slash), key.slice(slash)];
  if (prefix !== own.prefix) return prefixMeant(own, prefix, name);
  const now = renamed.get(key);
  if (now)
    return { words: `it is one of long ago`, fix: `Write ${code(own.prefix + now)} instead.` };
  if (own.product === 'Traefik' && traefikOldKeys.includes(name)) {
    return { words: 'only Traefik 1 read it', fix: 'Use a Middleware, or an annotation of today.' };
  }
  if (own.product === 'Traefik' && name.startsWith('service.')) {
    return { words: 'it belongs on the Service', fix: 'Write it on the Service instead.' };
  }
  const near = own.keys && !isKnown(own, name) && nearKey(own, name);
  return near ? { words: `${own.product} knows ${code(near)}`, key: own.prefix + near } : undefined;
}

function isKnown({ keys = [], named = [] }: Family, name: string): boolean {
  return keys.includes(name) || named.some((start) => name.startsWith(start));
}

function nearKey({ keys = [], named = [] }: Family, name: string): string | undefined {
  const starts = named.flatMap((start) => {
    const at = name.indexOf('.') + 1;
    return at > 0 && isNear(name.slice(0, at), start) ? [start + name.slice(at)] : [];
  });
  const [best] = keys
    .filter((known) => isNear(name, known))
    .sort((a, b) => distance(name, a) - distance(name, b));
  return best ?? starts[0];
}

const isNear = (word: string, known: string) =>
  distance(word.toLowerCase(), known) <= Math.min(mostEdits, Math.ceil(known.length / 4));

/** `ngnix.ingress.kubernetes.io/`; what another project may well call its own is left alone. */
function prefixMeant(own: Family, prefix: string, name: string): Meant | undefined {
  const isOther = families.some((family) => family.prefix === prefix);
  const isClose = prefix !== '' && distance(prefix.toLowerCase(), own.prefix) <= mostEdits;
  if (isOther || !isClose || !(own.keys === undefined || isKnown(own, name))) return undefined;
  return { words: `the prefix is ${code(own.prefix)}`, key: own.prefix + name };
}

const where = (ingress: Ingress, key: string) => ({
  at: sourceOf(ingress),
  field: `metadata.annotations[${key}]`,
  value: ingress.metadata.annotations[key] ?? '',
});
