/** What a person may have meant where no rule takes the request. */
import { distance } from 'fastest-levenshtein';
import { nearest } from '../nearest.ts';
import { hostFit } from './hosts.ts';
import type { Ask, KnownRule } from './route.ts';

/** Rules of the same host, nearest path first; else of hosts with a name like it. */
export function nearRules(ask: Ask, rules: readonly KnownRule[], most = 5): KnownRule[] {
  const here = rules.filter(({ host }) => host !== '' && hostFit(host, ask.host, 'many'));
  if (here.length > 0) return byPath(here, ask.path).slice(0, most);
  const hosts = nearest(
    ask.host,
    rules.map(({ host }) => host).filter((host) => host !== ''),
  );
  return hosts
    .flatMap((host) =>
      byPath(
        rules.filter((rule) => rule.host === host),
        ask.path,
      ),
    )
    .slice(0, most);
}

const byPath = (rules: readonly KnownRule[], path: string) =>
  [...rules].sort((a, b) => distance(a.path, path) - distance(b.path, path));
