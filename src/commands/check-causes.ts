/** Root causes as people count them: what several backends have in the same words is one. */
import { type Judged, rootCauses } from '../checks/judge.ts';
import { firstOf } from '../network/nearest.ts';

export type Cause = Omit<ReturnType<typeof rootCauses>[number], 'of'> & {
  /** As `idOf`, with all backends that have it. */
  id: string;
  /** "`shop/api` and `shop/api-public`"; absent: it is in front of them. */
  at?: string;
};

export function causesIn(judged: readonly Judged[]): Cause[] {
  const groups = Map.groupBy(rootCauses(judged), ({ check, summary }) => `${check.id} ${summary}`);
  return [...groups.values()].flatMap((same) => {
    const backends = same.flatMap(({ of }) => of ?? []);
    const at = backends.length > 0 ? firstOf(backends, 3) : undefined;
    return same.slice(0, 1).map(({ of: _, ...one }) => ({
      ...one,
      id: idOf({ check: one.check, ...(at && { of: at.replaceAll('`', '') }) }),
      ...(at && { at }),
    }));
  });
}

/** `pods-ready (shop/api)` */
export const idOf = ({ check, of }: Pick<Judged, 'check' | 'of'>): string =>
  of === undefined ? check.id : `${check.id} (${of})`;
