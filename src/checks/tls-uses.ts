/** Which Secrets decide what certificate is shown, as far as the question goes. */
import type { RouteObjects } from '../network/routes/route.ts';
import type { TlsUse } from '../network/routes/tls-secret-troubles.ts';
import type { RuleSubject } from './rule-subject.ts';
import type { Target } from './target.ts';
import { ingressTls } from './tls-entries.ts';
import { listenerTls } from './tls-listeners.ts';
import type { TlsNames } from './tls-names.ts';
import { traefikTls } from './tls-traefik.ts';

const mostSecrets = 10;

/** Each Secret once. */
export interface Tls extends TlsNames {
  /** That were not looked at. */
  left: number;
}

/** @returns why no Secret decides anything, where none does */
export function tlsOf(
  subject: RuleSubject,
  objects: RouteObjects,
  { rules }: Target,
): Tls | string {
  const ask = rules?.kind === 'url' ? rules.ask : undefined;
  if (ask?.scheme === 'http' && ask.isSchemeGiven) {
    return 'http was asked about, which takes no certificate';
  }
  const names = namesOf(subject, objects, ask?.host);
  if (typeof names === 'string') return names;
  const uses = distinct(names.uses);
  return {
    ...names,
    uses: uses.slice(0, mostSecrets),
    left: Math.max(0, uses.length - mostSecrets),
  };
}

function namesOf(subject: RuleSubject, objects: RouteObjects, host: string | undefined) {
  switch (subject.kind) {
    case 'ingress':
      return ingressTls(subject.object, objects, host);
    case 'ingressroute':
      return traefikTls(subject.object, objects, host);
    case 'httproute':
      return listenerTls(subject.object, objects, host);
  }
}

function distinct(uses: readonly TlsUse[]): TlsUse[] {
  const bySecret = Map.groupBy(uses, ({ secret }) => `${secret.namespace}/${secret.name}`);
  return [...bySecret.values()].flatMap(([first, ...more]) =>
    first
      ? [{ ...first, hosts: [...new Set([first, ...more].flatMap(({ hosts }) => hosts))] }]
      : [],
  );
}
