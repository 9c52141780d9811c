/**
 * Secret v1, of which no secret is kept: what the certificate says that every client is shown, and
 * whether the key is its own. Nothing else of its data gets through, as `tls.crt` may hold the key as well.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import * as z from 'zod';
import { ObjectMeta, or } from './meta.ts';

export type Certificate =
  | { kind: 'absent' }
  /** No certificate in PEM. */
  | { kind: 'unreadable' }
  | ({ kind: 'read' } & Issued);

/**
 * unreadable: no private key in PEM, or one with a passphrase · alone: there is no certificate to hold it
 * against · stray: of another certificate.
 */
export type Key = 'absent' | 'unreadable' | 'alone' | 'stray' | 'fitting';

export interface Issued {
  /** Its DNS names, in lower case: subject alternative names, as clients read nothing else (RFC 9525). */
  names: readonly string[];
  /** ISO 8601, UTC. */
  notBefore: string;
  notAfter: string;
  isSelfSigned: boolean;
}

export const Secret = z
  .object({
    // Annotations may repeat the data: `kubectl apply` notes what it applied there.
    metadata: ObjectMeta.pick({ name: true, namespace: true, uid: true }),
    type: or(z.string(), 'Opaque'),
    data: z.record(z.string(), z.unknown()).nullish().catch(null),
  })
  .transform(({ metadata, type, data }) => ({
    metadata,
    type,
    certificate: certificateIn(bytesOf(data?.['tls.crt'])),
    key: keyIn(bytesOf(data?.['tls.key']), bytesOf(data?.['tls.crt'])),
  }));
export type Secret = z.infer<typeof Secret>;

const bytesOf = (value: unknown): Buffer =>
  typeof value === 'string' ? Buffer.from(value, 'base64') : Buffer.alloc(0);

function certificateIn(bytes: Buffer): Certificate {
  if (bytes.length === 0) return { kind: 'absent' };
  // Node takes DER as well, which controllers do not.
  if (!bytes.includes('-----BEGIN CERTIFICATE-----')) return { kind: 'unreadable' };
  try {
    return { kind: 'read', ...issued(new X509Certificate(bytes)) };
  } catch {
    return { kind: 'unreadable' };
  }
}

/**
 * The key goes no further than this: one word about it is all that is kept. Controllers hold it against
 * the first certificate too (Go's tls.X509KeyPair), and take none with a passphrase.
 */
function keyIn(bytes: Buffer, chain: Buffer): Key {
  if (bytes.length === 0) return 'absent';
  try {
    const key = createPrivateKey(bytes);
    if (certificateIn(chain).kind !== 'read') return 'alone';
    return new X509Certificate(chain).checkPrivateKey(key) ? 'fitting' : 'stray';
  } catch {
    return 'unreadable';
  }
}

/** Of a chain the first: the server's own. */
function issued(first: X509Certificate): Issued {
  const names = (first.subjectAltName ?? '').split(', ');
  return {
    names: names.flatMap((name) => (name.startsWith('DNS:') ? [name.slice(4).toLowerCase()] : [])),
    notBefore: first.validFromDate.toISOString(),
    notAfter: first.validToDate.toISOString(),
    isSelfSigned: first.checkIssued(first) && first.verify(first.publicKey),
  };
}
