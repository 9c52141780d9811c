/** How ingress-nginx answers https, and sends http there. */
import { code } from '../../report.ts';
import type { Entry } from './ingress-entries.ts';
import { setting } from './ingress-nginx-effects.ts';
import { isOff, isOn } from './ingress-nginx-switch.ts';
import { tlsSecret } from './ingress-tls.ts';
import type { Ask, Effect } from './route.ts';

/** @param entries all rules of the host */
export function nginxTls(ask: Ask, entries: readonly Entry[]): Effect[] {
  const ingresses = [...new Set(entries.map(({ ingress }) => ingress))];
  const isAny = (name: string) => ingresses.some((one) => isOn(setting(one, name)));
  if (isAny('ssl-passthrough')) {
    const text = '`ssl-passthrough`: TLS goes through to the backend unread, paths do not count';
    return [{ label: 'TLS', mark: 'warning', text }];
  }
  const secret = tlsSecret(ask, ingresses);
  if (ask.scheme === 'http') return redirects(ask, ingresses, secret !== undefined);
  if (secret) return [{ label: 'TLS', mark: 'ok', text: `ends here, with Secret ${code(secret)}` }];
  const text = `no Ingress has a certificate for ${code(ask.host)}: ingress-nginx shows its default one, by itself a fake that browsers refuse`;
  return [{ label: 'TLS', mark: 'warning', text }];
}

function redirects(
  ask: Ask,
  ingresses: readonly Entry['ingress'][],
  hasCertificate: boolean,
): Effect[] {
  const isForced = ingresses.some((one) => isOn(setting(one, 'force-ssl-redirect')));
  const isRefused = ingresses.some((one) => isOff(setting(one, 'ssl-redirect')));
  if (!isForced && (!hasCertificate || isRefused)) return [];
  const text = `http is answered with 308 to ${code(`https://${ask.host}${ask.path}`)}; what follows is the way of that request`;
  return [{ label: 'Redirect', mark: 'ok', text }];
}
