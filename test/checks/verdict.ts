/** One check over the sources that a test gives; the others were read and brought nothing. */
import type { Check, Finding } from '../../src/checks/check.ts';
import { judge } from '../../src/checks/judge.ts';
import { sources } from '../../src/checks/sources/registry.ts';
import type { Facts, SourceName } from '../../src/checks/sources/source.ts';
import type { Target } from '../../src/checks/target.ts';

type Given = { [S in SourceName]?: NonNullable<Facts[S]>['all'] };

const nobody: Target = { clusterDomain: 'cluster.local', name: 'api', namespace: 'shop' };

/** @param refused sources that nobody may read */
export function verdict(
  check: Check,
  given: Given,
  target: Partial<Target> = {},
  refused: readonly SourceName[] = [],
): Finding {
  const names = Object.keys(sources) as SourceName[];
  const gap = { reason: 'refused', message: 'forbidden' } as const;
  const found = (name: SourceName) => ({
    all: given[name] ?? [],
    gaps: refused.includes(name) ? [gap] : [],
    isCut: false,
  });
  const facts = Object.fromEntries(names.map((name) => [name, found(name)])) as Facts;
  const [judged] = judge([check], facts, { ...nobody, ...target });
  if (!judged || judged.status === 'pending') throw new Error(`${check.id} waits for more`);
  const { check: _, ...finding } = judged;
  return finding;
}

/** `problem: the sentence` */
export const told = ({ status, summary }: Finding): string => `${status}: ${summary}`;
