/** What is wrong with a Secret that an Ingress, an IngressRoute or a listener names for TLS. */
import type { Issued, Secret } from '../../objects/secret.ts';
import { code, count } from '../../report.ts';
import { firstOf } from '../nearest.ts';
import type { Named } from './route.ts';
import { contentTroubles } from './tls-secret-content.ts';
import type { RuleTrouble } from './trouble.ts';

const day = 24 * 60 * 60 * 1000;
/** cert-manager renews a month before the end, certbot too: nobody did here. */
const soonDays = 14;

export interface TlsUse {
  secret: { namespace: string; name: string };
  /** Who names it, in which field, and what a person calls that place. */
  by: Named;
  field: string;
  place: string;
  /** That it has to be valid for. */
  hosts: readonly string[];
  /** What comes of it without this Secret, as a clause. */
  without: string;
  /** For a host that it is not for; absent: clients refuse what they are shown. */
  otherwise?: string;
  /** Another certificate may well stand in for it. */
  isOneOfMany?: true;
}

/** @param now ISO 8601; absent: nothing is said about time */
export function secretTroubles(
  use: TlsUse,
  secret: Secret | undefined,
  now: string | undefined,
): RuleTrouble[] {
  if (!secret) return milder(use, [missing(use)]);
  const { certificate } = secret;
  const own = contentTroubles(secret);
  return certificate.kind === 'read'
    ? [
        ...milder(use, [...own, ...nameTroubles(use, certificate)]),
        ...timeTroubles(use, certificate, now),
      ]
    : milder(use, own);
}

const milder = ({ isOneOfMany }: TlsUse, troubles: readonly RuleTrouble[]): RuleTrouble[] =>
  troubles.map((one) => (isOneOfMany ? { ...one, gravity: 'weakens' } : one));

/** A `*` stands for exactly one label, the first (RFC 9525, section 6.3). */
export function isFor({ names }: Issued, host: string): boolean {
  const wanted = host.toLowerCase();
  return names.includes(wanted) || names.includes(wanted.replace(/^[^.]+/, '*'));
}

function missing({ secret, by, field, place, without }: TlsUse): RuleTrouble {
  const { namespace, name } = secret;
  return {
    gravity: 'breaks',
    summary: `there is no Secret ${nameOf(secret)}, which ${place} names, so ${without} (which others there are is not read, so no name like it can be offered)`,
    at: by,
    field,
    value: name,
    fix: 'Make it with `kubectl create secret tls`, or name the one that is meant; where cert-manager makes it, see why its Certificate is not ready.',
    kubectl: `kubectl get secrets -n ${namespace} --field-selector type=kubernetes.io/tls`,
  };
}

const nameOf = ({ namespace, name }: TlsUse['secret']) => code(`${namespace}/${name}`);

function nameTroubles(use: TlsUse, certificate: Issued): RuleTrouble[] {
  const others = use.hosts.filter((host) => !isFor(certificate, host));
  if (others.length === 0) return [];
  const { names } = certificate;
  const what = names.length > 0 ? `is for ${firstOf(names, 3)}` : 'names no host at all';
  return [
    {
      gravity: 'breaks',
      summary: `the certificate in Secret ${nameOf(use.secret)} ${what}, not for ${firstOf(others, 3)}: ${use.otherwise ?? 'clients refuse it'}`,
      ...certificateField(use, 'names', names.join(', ') || 'none'),
      fix: `Get a certificate for ${firstOf(others, 3)} too, or name the Secret that holds one.`,
    },
  ];
}

function timeTroubles(
  use: TlsUse,
  { notBefore, notAfter }: Issued,
  now: string | undefined,
): RuleTrouble[] {
  if (now === undefined) return [];
  const at = Date.parse(now);
  const until = Date.parse(notAfter);
  const which = `the certificate in Secret ${nameOf(use.secret)}`;
  const renew = 'Renew it; where cert-manager does that, see why its Certificate is not ready.';
  const ends = certificateField(use, 'notAfter', notAfter);
  if (at > until) {
    const summary = `${which} expired on ${dateOf(notAfter)}: clients refuse it`;
    return [{ gravity: 'breaks', summary, ...ends, fix: renew }];
  }
  if (at < Date.parse(notBefore)) {
    const summary = `${which} is not valid before ${dateOf(notBefore)}: clients refuse it`;
    const begins = certificateField(use, 'notBefore', notBefore);
    return [{ gravity: 'breaks', summary, ...begins, fix: 'Use one that is valid already.' }];
  }
  if (until - at > soonDays * day) return [];
  const days = count(Math.floor((until - at) / day), 'day');
  const summary = `${which} expires on ${dateOf(notAfter)}, in ${days}`;
  return [{ gravity: 'weakens', summary, ...ends, fix: renew }];
}

export const dateOf = (time: string) => time.slice(0, 10);

/** The line shows the certificate alone: `-o yaml` would print the key. */
function certificateField({ secret }: TlsUse, field: string, value: string) {
  const { namespace, name } = secret;
  return {
    at: { kind: 'Secret', namespace, name },
    field: `tls.crt, ${field}`,
    value,
    kubectl: `kubectl get secret ${name} -n ${namespace} -o jsonpath='{.data.tls\\.crt}' | base64 -d | openssl x509 -noout -dates -ext subjectAltName`,
  };
}
