/** Import cycles, as groups of files that all reach one another (Tarjan's algorithm). */
import { resolve } from './floors.ts';
import type { Source } from './source.ts';

/** @returns the files of each cycle in order, and sorted so that two runs say the same */
export function cycles(sources: readonly Source[], options: { withTypes: boolean }): string[][] {
  const edges = new Map(
    sources.map(({ path, imports }) => [
      path,
      imports
        .filter(({ isTypeOnly }) => options.withTypes || !isTypeOnly)
        .flatMap((one) => resolve(path, one) ?? []),
    ]),
  );
  return components(edges)
    .filter(([first = '', second]) => second !== undefined || edges.get(first)?.includes(first))
    .map((group) => group.sort())
    .sort((a, b) => (a[0] ?? '').localeCompare(b[0] ?? ''));
}

function components(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const closed = new Set<string>();
  const enter = (path: string): number => {
    const number = lowest.size;
    lowest.set(path, number);
    stack.push(path);
    let low = number;
    for (const next of edges.get(path) ?? []) {
      if (!edges.has(next) || closed.has(next)) continue;
      low = Math.min(low, lowest.get(next) ?? enter(next));
    }
    lowest.set(path, low);
    if (low === number) {
      const group = stack.splice(stack.indexOf(path));
      for (const member of group) closed.add(member);
      found.push(group);
    }
    return low;
  };
  for (const path of edges.keys()) if (!lowest.has(path)) enter(path);
  return found;
}
