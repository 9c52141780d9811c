/**
 * Canary Ingresses: header first, then cookie, then weight.
 * https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#canary
 */
import type { Ingress } from '../../objects/ingress.ts';
import { code } from '../../report.ts';
import { backendOf, type Entry, entriesOf, sourceOf } from './ingress-entries.ts';
import { setting } from './ingress-nginx-effects.ts';
import { isOn } from './ingress-nginx-switch.ts';
import { toPattern } from './paths.ts';
import type { Ask, Effect, RouteBackend } from './route.ts';
import { split } from './split.ts';

export const isCanary = (ingress: Ingress) => isOn(setting(ingress, 'canary'));

/** Totals up to 100 count as 100; a weight as great as the total takes everything. */
export function canaryWeight(ingress: Ingress): { weight: number; total: number } {
  const total = Math.max(100, whole(setting(ingress, 'canary-weight-total')));
  return { weight: Math.min(total, whole(setting(ingress, 'canary-weight'))), total };
}

function whole(text: string | undefined): number {
  const number = Number(text);
  return text !== undefined && Number.isInteger(number) && number > 0 ? number : 0;
}

/**
 * The port of a rule is looked for among the numbers, the names and the `targetPort` of the Service.
 * Source: serviceEndpoints in internal/ingress/controller.
 */
export const nginxBackend = (entry: Entry): Omit<RouteBackend, 'share'> => ({
  ...backendOf(entry),
  takesTargetPort: true,
});

interface CanarySplit {
  split: RouteBackend[];
  effects: Effect[];
}

/** @param canaries oldest first */
export function canarySplit(entry: Entry, ask: Ask, canaries: readonly Ingress[]): CanarySplit {
  const primary = nginxBackend(entry);
  const [used, ...unused] = entry.isDefault
    ? []
    : canaries.flatMap(entriesOf).filter((other) => isCanaryOf(other, entry));
  if (!used) return { split: split([primary]), effects: [] };
  const name = nameOf(used);
  const { weight, total } = canaryWeight(used.ingress);
  const decided = decidedBy(used.ingress, ask);
  const [toCanary, all] = decided ? [decided.takes ? 1 : 0, 1] : [weight, total];
  const canary = { ...nginxBackend(used), weight: toCanary, fallsBack: true as const };
  const text = decided
    ? `${name}: ${decided.text}`
    : `${name} takes ${weight} of ${total} requests${rulesBefore(used.ingress)}`;
  return {
    split: split([{ ...primary, weight: all - toCanary }, canary]),
    effects: [
      { label: 'Canary', mark: 'ok', text },
      ...affinity(entry.ingress),
      ...unused.map(
        (other): Effect => ({
          label: 'Canary',
          mark: 'warning',
          text: `${nameOf(other)} gets nothing: only one canary of a rule is used`,
        }),
      ),
    ],
  };
}

const nameOf = (entry: Entry) => {
  const { namespace, name } = sourceOf(entry.ingress);
  return `Ingress ${code(`${namespace}/${name}`)}`;
};

/** Same host, path and path type, and another Service than the primary's. */
export function isCanaryOf(other: Entry, primary: Entry): boolean {
  const [a, b] = [backendOf(other), backendOf(primary)];
  const isSameBackend =
    `${a.namespace}/${a.name}:${a.port}` === `${b.namespace}/${b.name}:${b.port}`;
  return (
    other.host === primary.host &&
    other.path === primary.path &&
    other.pathType === primary.pathType &&
    !isSameBackend
  );
}

interface Decision {
  takes: boolean;
  text: string;
}

function decidedBy(ingress: Ingress, ask: Ask): Decision | undefined {
  return byHeader(ingress, ask) ?? byCookie(ingress, ask);
}

function byHeader(ingress: Ingress, ask: Ask): Decision | undefined {
  const name = setting(ingress, 'canary-by-header');
  const value = name ? ask.headers.get(name.toLowerCase()) : undefined;
  if (!name || value === undefined) return undefined;
  const text = `decided by the header ${code(name)}`;
  const wanted = setting(ingress, 'canary-by-header-value');
  if (wanted) return value === wanted ? { takes: true, text } : undefined;
  const pattern = setting(ingress, 'canary-by-header-pattern');
  if (pattern) return toPattern(pattern, '')?.test(value) ? { takes: true, text } : undefined;
  return alwaysOrNever(value, text);
}

function byCookie(ingress: Ingress, ask: Ask): Decision | undefined {
  const name = setting(ingress, 'canary-by-cookie');
  if (!name) return undefined;
  const cookies = (ask.headers.get('cookie') ?? '').split(';').map((part) => part.trim());
  const value = cookies.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
  return alwaysOrNever(value, `decided by the cookie ${code(name)}`);
}

function alwaysOrNever(value: string | undefined, text: string): Decision | undefined {
  return value === 'always' || value === 'never' ? { takes: value === 'always', text } : undefined;
}

function rulesBefore(ingress: Ingress): string {
  const header = setting(ingress, 'canary-by-header');
  const cookie = setting(ingress, 'canary-by-cookie');
  const rules = [header && `header ${code(header)}`, cookie && `cookie ${code(cookie)}`];
  const known = rules.filter(Boolean).join(' and ');
  return known ? `, unless its ${known} decides first; this request has none that does` : '';
}

function affinity(ingress: Ingress): Effect[] {
  if (setting(ingress, 'affinity') !== 'cookie') return [];
  if (setting(ingress, 'affinity-canary-behavior') === 'legacy') return [];
  const text = 'session affinity keeps a client where it was: shares hold for new clients only';
  return [{ label: 'Affinity', mark: 'warning', text }];
}
