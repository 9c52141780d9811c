/**
 * The other side of an EKS token: what the cluster and STS do with it, from the documentation of
 * Signature Version 4 ("Create a signed AWS API request") with node:crypto and nothing of AWS.
 */
import { createHash, createHmac } from 'node:crypto';

export interface Verifier {
  /** Of the cluster, which it adds to the request itself. */
  name: string;
  host: string;
  secrets: Readonly<Record<string, string>>;
  now: Date;
}

const hex = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();

/** RFC 3986: everything but the unreserved characters. */
const escaped = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );

export function urlIn(token: string): URL {
  const [, encoded = ''] = /^k8s-aws-v1\.([\w-]+)$/.exec(token) ?? [];
  return new URL(Buffer.from(encoded, 'base64url').toString());
}

/** The signature the URL should have for a cluster of this name. */
export function signatureOf(url: URL, name: string, secret: string): string {
  const pairs = [...url.searchParams].filter(([key]) => key !== 'X-Amz-Signature');
  const query = pairs.map(([key, value]) => `${escaped(key)}=${escaped(value)}`).sort();
  const headers = `host:${url.host}\nx-k8s-aws-id:${name}\n`;
  const canonical = ['GET', '/', query.join('&'), headers, 'host;x-k8s-aws-id', hex('')].join('\n');
  const date = url.searchParams.get('X-Amz-Date') ?? '';
  const [, ...scope] = (url.searchParams.get('X-Amz-Credential') ?? '').split('/');
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${secret}`);
  const toSign = ['AWS4-HMAC-SHA256', date, scope.join('/'), hex(canonical)].join('\n');
  return hmac(key, toSign).toString('hex');
}

/** @returns the access key that the token proves to hold; undefined if it proves nothing */
export function provenBy(
  token: string,
  { name, host, secrets, now }: Verifier,
): string | undefined {
  if (!/^k8s-aws-v1\.[\w-]+$/.test(token)) return undefined;
  const url = urlIn(token);
  const query = Object.fromEntries(url.searchParams);
  const key = query['X-Amz-Credential']?.split('/')[0] ?? '';
  const [, ...parts] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(query['X-Amz-Date'] ?? '') ?? [];
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  const signed = Date.UTC(year, month - 1, day, hour, minute, second);
  const isIt =
    url.protocol === 'https:' &&
    url.host === host &&
    url.pathname === '/' &&
    query.Action === 'GetCallerIdentity' &&
    query['X-Amz-SignedHeaders'] === 'host;x-k8s-aws-id' &&
    Math.abs(now.getTime() - signed) < 15 * 60_000 &&
    query['X-Amz-Signature'] === signatureOf(url, name, secrets[key] ?? '');
  return isIt && Object.hasOwn(secrets, key) ? key : undefined;
}
