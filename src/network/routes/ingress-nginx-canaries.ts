/** Which Ingresses are canaries of others, or are meant to be. */
import type { Ingress } from '../../objects/ingress.ts';
import { servedBy } from './ingress-class.ts';
import { byAge, type Entry, entriesOf } from './ingress-entries.ts';
import { isCanary } from './ingress-nginx-canary.ts';
import type { RouteObjects } from './route.ts';

export const canaryPrefix = 'nginx.ingress.kubernetes.io/canary';

/** Meant as a canary: marked as one, or with settings that only a canary has. */
export const isMeantAsCanary = (ingress: Ingress): boolean =>
  isCanary(ingress) ||
  ['-weight', '-by-header', '-by-cookie'].some(
    (end) => ingress.metadata.annotations[canaryPrefix + end] !== undefined,
  );

/** Canaries that are meant for rules of this Ingress, or for no rule there is; itself if it is one. */
export function canariesFor(ingress: Ingress, { ingresses = [] }: RouteObjects): Ingress[] {
  if (isMeantAsCanary(ingress)) return [ingress];
  const own = entriesOf(ingress);
  const others = ingresses
    .filter((one) => one !== ingress && !isMeantAsCanary(one))
    .flatMap(entriesOf);
  return ingresses.filter(isMeantAsCanary).filter((one) =>
    entriesOf(one).some((entry) => {
      if (!own.some(({ host }) => host === entry.host)) return false;
      if (own.some((mine) => isSameRule(mine, entry))) return true;
      return !others.some((other) => isSameRule(other, entry));
    }),
  );
}

/** Of a canary and its primary all three are equal. */
export const isSameRule = (a: Entry, b: Entry) =>
  a.host === b.host && a.path === b.path && a.pathType === b.pathType;

export interface CanaryPair {
  entry: Entry;
  primary: Entry;
}

/** The rules of a canary with those that they take a share of; rules without one are left out. */
export function pairsOf(canary: Ingress, objects: RouteObjects): CanaryPair[] {
  const classOf = (one: Ingress) => servedBy(one, objects).className;
  const primaries = (objects.ingresses ?? [])
    .filter((one) => !isMeantAsCanary(one) && classOf(one) === classOf(canary))
    .sort(byAge)
    .flatMap(entriesOf);
  return entriesOf(canary).flatMap((entry) => {
    const primary = primaries.find((other) => isSameRule(other, entry));
    return primary ? [{ entry, primary }] : [];
  });
}
