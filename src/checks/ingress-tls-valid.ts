/** Do the Secrets that are named for TLS hold a certificate that clients take for the hosts? */
import { firstOf } from '../network/nearest.ts';
import { sourceOf } from '../network/routes/ingress-entries.ts';
import {
  dateOf,
  isFor,
  secretTroubles,
  type TlsUse,
} from '../network/routes/tls-secret-troubles.ts';
import { gravest, type RuleTrouble } from '../network/routes/trouble.ts';
import type { Ingress } from '../objects/ingress.ts';
import type { Secret } from '../objects/secret.ts';
import { code, count } from '../report.ts';
import { defineCheck, type Finding } from './check.ts';
import { ok, skipped } from './findings.ts';
import { ofRules } from './rule-findings.ts';
import { ruleNeeds, ruleWants } from './rule-subject.ts';
import { toldTroubles } from './rule-troubles.ts';
import { type Tls, tlsOf } from './tls-uses.ts';

export const ingressTlsValid = defineCheck({
  id: 'ingress-tls-valid',
  title: 'The certificates of its hosts are valid',
  needs: ['tlsSecrets'],
  wants: [...ruleNeeds, ...ruleWants],
  explain: {
    why: 'Where a Secret that is named for TLS is missing, or holds no certificate that is valid for the host, the controller shows its own default one, or the wrong one, and clients refuse the connection. Kubernetes takes all of it without a word.',
    how: 'The Secrets that `spec.tls` of an Ingress or IngressRoute names, or the listeners of a route’s Gateways, are read by name. Of them only the public certificate is looked at: its names, from when until when it is valid, and whether the private key is its own; the key itself is dropped at once. An optional Role, which names the Secrets, allows it: infra/kubernetes/tls-secrets.',
    fix: 'Renew the certificate, put the key in that belongs to it, or name a Secret that holds one for the host.',
  },
  run: (view, target) =>
    ofRules(view, target, (subject, objects) => {
      const tls = tlsOf(subject, objects, target);
      if (typeof tls === 'string') return skipped(tls);
      const secrets = view.tlsSecrets.all;
      const troubles = gravest([
        ...tls.uses.flatMap((use) => secretTroubles(use, secretOf(use, secrets), target.now)),
        ...(subject.kind === 'ingress' ? bareHosts(subject.object, tls, secrets) : []),
      ]);
      return troubles.length > 0 ? toldTroubles(troubles) : well(tls, secrets);
    }),
});

const secretOf = ({ secret }: TlsUse, secrets: readonly Secret[]) =>
  secrets.find(
    ({ metadata }) => metadata.name === secret.name && metadata.namespace === secret.namespace,
  );

/** Controllers also show a certificate for a host that it names, whatever the entry says. */
function bareHosts(ingress: Ingress, tls: Tls, secrets: readonly Secret[]): RuleTrouble[] {
  const bare = (tls.bare ?? []).filter(
    (host) =>
      !secrets.some(({ certificate }) => certificate.kind === 'read' && isFor(certificate, host)),
  );
  if (bare.length === 0 || tls.left > 0) return [];
  return [
    {
      gravity: 'weakens',
      summary: `no entry of ${code('spec.tls')} covers ${firstOf(bare, 3)}, while others have one: https shows the default certificate of the controller there`,
      at: sourceOf(ingress),
      field: 'spec.tls[].hosts',
      value: ingress.spec.tls.flatMap(({ hosts }) => hosts).join(', '),
      fix: `Add ${firstOf(bare, 3)} to an entry of ${code('spec.tls')} whose certificate is for it.`,
    },
  ];
}

function well(tls: Tls, secrets: readonly Secret[]): Finding {
  const said = tls.uses.flatMap((use) => {
    const certificate = secretOf(use, secrets)?.certificate;
    if (certificate?.kind !== 'read') return [];
    const by = certificate.isSelfSigned
      ? ', signed by itself: clients have to be told to trust it'
      : '';
    return [`${code(use.secret.name)} is valid until ${dateOf(certificate.notAfter)}${by}`];
  });
  const [first, ...others] = said;
  if (first === undefined) return skipped(tls.none);
  const more = others.length > 0 ? `; so are ${count(others.length, 'other')}` : '';
  const left = tls.left > 0 ? `; ${tls.left} more were not looked at` : '';
  return ok(`${first}${more}${left}${tls.unread ? `; ${tls.unread}` : ''}`);
}
