/** TLS Secrets with real certificates, through our own schema. */
import { Secret } from '../../src/objects/secret.ts';
import { certify } from '../cluster/certificates.ts';

export const now = '2026-03-01T10:00:00Z';
export const base64 = (text: string) => Buffer.from(text).toString('base64');

export interface Words {
  names?: readonly string[];
  from?: string;
  until?: string;
  type?: string;
  data?: Record<string, string>;
  name?: string;
  namespace?: string;
}

function certificate({ names = ['shop.example.com'], from, until }: Words) {
  return certify({
    name: 'shop',
    dnsNames: names,
    from: new Date(from ?? '2026-01-01'),
    until: new Date(until ?? '2026-12-31'),
  });
}

export const pair = certificate({});

/** `shop/shop-tls`, for shop.example.com during 2026, unless other words are given. */
export function secret(words: Words = {}): Secret {
  const { name = 'shop-tls', namespace = 'shop', type = 'kubernetes.io/tls' } = words;
  const { cert, key } = certificate(words);
  const data = words.data ?? { 'tls.crt': base64(cert), 'tls.key': base64(key) };
  return Secret.parse({ metadata: { name, namespace }, type, data });
}
