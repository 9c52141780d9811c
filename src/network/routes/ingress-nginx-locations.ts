/**
 * Paths as nginx locations. `use-regex` or `rewrite-target` on any Ingress of a host turns all paths
 * of that host into regular expressions, case-insensitive and open at the end.
 */
import type { Entry } from './ingress-entries.ts';
import { setting } from './ingress-nginx-effects.ts';
import { isOn } from './ingress-nginx-switch.ts';
import { hasPrefix, toPattern } from './paths.ts';

/** A `rewrite-target` equal to the path changes nothing, and turns nothing into an expression. */
export function isRegexHost(entries: readonly Entry[]): boolean {
  return entries.some((entry) => {
    const target = setting(entry.ingress, 'rewrite-target');
    if (entry.isDefault) return false;
    return isOn(setting(entry.ingress, 'use-regex')) || (!!target && target !== entry.path);
  });
}

/** @returns how early nginx takes it; the greatest wins */
export function locationFor(
  entry: Entry,
  asked: string,
  isRegex: boolean,
): { rank: number } | undefined {
  const path = normal(asked);
  if (entry.isDefault) return { rank: -1 };
  if (isRegex) {
    const matches = toPattern(`^${entry.path}`, 'i')?.test(path) ?? false;
    return matches ? { rank: entry.path.length } : undefined;
  }
  if (entry.pathType === 'Exact') return path === entry.path ? { rank: 1_000_000 } : undefined;
  const isTaken =
    entry.pathType === 'Prefix' ? hasPrefix(path, entry.path) : path.startsWith(entry.path);
  return isTaken ? { rank: entry.path.replace(/\/+$/, '').length } : undefined;
}

/** nginx decodes a path and merges its slashes before it looks at its locations. */
function normal(asked: string): string {
  return decoded(asked).replaceAll(/\/{2,}/g, '/');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}

/** The target replaces the whole path; `$1` and so on are what the path's groups took. */
export function rewritten(entry: Entry, asked: string): string {
  const target = setting(entry.ingress, 'rewrite-target');
  if (!target || target === entry.path || entry.isDefault) return asked;
  const found = toPattern(entry.path, 'i')?.exec(normal(asked));
  if (!found) return asked;
  const path = target.replaceAll(/\$(\d)/g, (_, group: string) => found[Number(group)] ?? '');
  return path.startsWith('/') ? path : `/${path}`;
}
