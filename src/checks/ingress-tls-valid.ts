/** Do the Secrets of `spec.tls` hold a certificate that clients take for the hosts? */
import { firstOf } from '../network/nearest.ts';
import { dateOf, isFor, secretTroubles } from '../network/routes/tls-secret-troubles.ts';
import { gravest, type RuleTrouble } from '../network/routes/trouble.ts';
import type { Secret } from '../objects/secret.ts';
import { code, count } from '../report.ts';
import { defineCheck, type Finding } from './check.ts';
import { ok, skipped } from './findings.ts';
import { ofRules } from './rule-findings.ts';
import { ruleNeeds, ruleWants } from './rule-subject.ts';
import { toldTroubles } from './rule-troubles.ts';
import { type Tls, tlsOf } from './tls-entries.ts';

export const ingressTlsValid = defineCheck({
  id: 'ingress-tls-valid',
  title: 'The certificates of its hosts are valid',
  needs: ['tlsSecrets'],
  wants: [...ruleNeeds, ...ruleWants],
  explain: {
    why: 'Where a Secret of `spec.tls` is missing, or holds no certificate that is valid for the host, the controller shows its own default one, or the wrong one, and clients refuse the connection. Kubernetes takes such an Ingress without a word.',
    how: 'The Secrets that `spec.tls` names are read by name. Of them only the public certificate is looked at: its names, from when until when it is valid, and whether the key is its own; the key itself is dropped at once. An optional Role, which names the Secrets, allows it: infra/kubernetes/tls-secrets.',
    fix: 'Renew the certificate, or name a Secret that holds one for the host.',
  },
  run: (view, target) =>
    ofRules(view, target, (subject, objects) => {
      const tls = tlsOf(subject, objects, target);
      if (typeof tls === 'string') return skipped(tls);
      const secrets = view.tlsSecrets.all;
      const troubles = gravest([
        ...[...tls.secrets].flatMap(([secretName, hosts]) =>
          secretTroubles(
            { ingress: placeOf(tls), secretName, hosts },
            secretOf(tls, secretName, secrets),
            target.now,
          ),
        ),
        ...bareHosts(tls, secrets),
      ]);
      return troubles.length > 0 ? toldTroubles(troubles, []) : well(tls, secrets);
    }),
});

function placeOf({ ingress }: Tls) {
  const { namespace, name } = ingress.metadata;
  return { kind: 'Ingress', namespace, name };
}

const secretOf = ({ ingress }: Tls, name: string, secrets: readonly Secret[]) =>
  secrets.find(
    ({ metadata }) => metadata.name === name && metadata.namespace === ingress.metadata.namespace,
  );

/** Controllers also show a certificate for a host that it names, whatever the entry says. */
function bareHosts(tls: Tls, secrets: readonly Secret[]): RuleTrouble[] {
  const bare = tls.bare.filter(
    (host) =>
      !secrets.some(({ certificate }) => certificate.kind === 'read' && isFor(certificate, host)),
  );
  if (bare.length === 0 || tls.left > 0) return [];
  return [
    {
      gravity: 'weakens',
      summary: `no entry of ${code('spec.tls')} covers ${firstOf(bare, 3)}, while others have one: https shows the default certificate of the controller there`,
      at: placeOf(tls),
      field: 'spec.tls[].hosts',
      value: tls.ingress.spec.tls.flatMap(({ hosts }) => hosts).join(', '),
      fix: `Add ${firstOf(bare, 3)} to an entry of ${code('spec.tls')} whose certificate is for it.`,
    },
  ];
}

function well(tls: Tls, secrets: readonly Secret[]): Finding {
  const said = [...tls.secrets.keys()].flatMap((name) => {
    const certificate = secretOf(tls, name, secrets)?.certificate;
    if (certificate?.kind !== 'read') return [];
    const by = certificate.isSelfSigned
      ? ', signed by itself: clients have to be told to trust it'
      : '';
    return [`${code(name)} is valid until ${dateOf(certificate.notAfter)}${by}`];
  });
  const [first, ...others] = said;
  if (first === undefined) {
    return skipped(
      tls.nameless > 0
        ? '`spec.tls` names no Secret for it: the controller shows its default certificate, which is not seen here'
        : 'no Secret is named for this host',
    );
  }
  const more = others.length > 0 ? `; so are ${count(others.length, 'other')}` : '';
  const left = tls.left > 0 ? `; ${tls.left} more were not looked at` : '';
  return ok(`${first}${more}${left}`);
}
