/** What the `tls` section of Ingresses says about a host. */
import type { Ingress } from '../../objects/ingress.ts';
import { code } from '../../report.ts';
import { hostFit } from './hosts.ts';
import type { Ask, Effect } from './route.ts';

/** Certificates cover one label, whatever the controller's rules do (RFC 6125). */
export function tlsSecret(ask: Ask, ingresses: readonly Ingress[]): string | undefined {
  for (const { metadata, spec } of ingresses) {
    const found = spec.tls.find(({ hosts }) =>
      hosts.some((host) => hostFit(host, ask.host, 'one')),
    );
    if (found) return `${metadata.namespace}/${found.secretName ?? '(default)'}`;
  }
  return undefined;
}

/** For controllers whose answer without a certificate is not known. */
export function tlsEffects(ask: Ask, ingresses: readonly Ingress[]): Effect[] {
  if (ask.scheme !== 'https') return [];
  const secret = tlsSecret(ask, ingresses);
  if (secret) return [{ label: 'TLS', mark: 'ok', text: `ends here, with Secret ${code(secret)}` }];
  const text = `no Ingress has a certificate for ${code(ask.host)}: https works only if the controller, or what stands before it, has one`;
  return [{ label: 'TLS', mark: 'warning', text }];
}
