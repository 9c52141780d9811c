/** Bearer tokens: one for the administrator, and short-lived signed ones for ServiceAccounts. */
import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { User } from './admission.ts';
import type { Resource } from './resources.ts';
import type { KubeObject, Storage } from './storage.ts';

export const issuer = 'https://kubernetes.default.svc.cluster.local';

export interface TokenOptions {
  storage: Storage;
  serviceAccounts: Resource;
  now: () => Date;
  /** Knows further tokens, as a webhook or an identity provider does for a real server. */
  authenticate?: Authenticate | undefined;
}

/** Groups do not have to name `system:authenticated`. */
export type Authenticate = (token: string) => User | undefined;

export interface Tokens {
  adminToken: string;
  /** Seconds of life; the audiences it is for (the API server itself unless told otherwise). */
  mint(account: KubeObject, seconds: number, audiences?: readonly string[]): string;
  /** Who a token speaks for; undefined when it is unknown, expired, or its account is gone. */
  identify(token: string): User | undefined;
}

interface Claims {
  aud: readonly string[];
  exp: number;
  jti: string;
  namespace: string;
  name: string;
  uid: string;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

export const adminUser: User = {
  username: 'kubernetes-admin',
  groups: ['system:masters', 'system:authenticated'],
};

export const anonymousUser: User = {
  username: 'system:anonymous',
  groups: ['system:unauthenticated'],
};

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function accountUser(claims: Claims): User {
  const { namespace, name, uid, jti } = claims;
  return {
    username: `system:serviceaccount:${namespace}:${name}`,
    uid,
    groups: [
      'system:serviceaccounts',
      `system:serviceaccounts:${namespace}`,
      'system:authenticated',
    ],
    extra: { 'authentication.kubernetes.io/credential-id': [`JTI=${jti}`] },
  };
}

function payloadFor(
  account: KubeObject,
  issued: number,
  lifetime: number,
  audiences: readonly string[],
) {
  const { namespace = '', name, uid } = account.metadata;
  return {
    aud: audiences,
    exp: issued + lifetime,
    iat: issued,
    iss: issuer,
    jti: randomUUID(),
    'kubernetes.io': { namespace, serviceaccount: { name, uid } },
    nbf: issued,
    sub: `system:serviceaccount:${namespace}:${name}`,
  };
}

export function createTokens(options: TokenOptions): Tokens {
  const { storage, serviceAccounts, now, authenticate } = options;
  const adminToken = randomBytes(24).toString('base64url');
  const key = randomBytes(32);
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  const seconds = () => Math.floor(now().getTime() / 1000);

  function claimsOf(token: string): Claims | undefined {
    const [header = '', payload = '', signature = ''] = token.split('.');
    if (!isEqual(sign(`${header}.${payload}`), signature)) return undefined;
    const body = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const { namespace, serviceaccount } = body['kubernetes.io'];
    return { ...body, namespace, name: serviceaccount.name, uid: serviceaccount.uid };
  }

  return {
    adminToken,
    mint(account, lifetime, audiences = [issuer]) {
      const payload = payloadFor(account, seconds(), lifetime, audiences);
      const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(payload)}`;
      return `${text}.${sign(text)}`;
    },
    identify(token) {
      if (isEqual(token, adminToken)) return adminUser;
      const known = authenticate?.(token);
      if (known) return { ...known, groups: [...known.groups, 'system:authenticated'] };
      const claims = claimsOf(token);
      if (!claims || claims.exp <= seconds() || !claims.aud.includes(issuer)) return undefined;
      const account = storage.get(serviceAccounts, claims.namespace, claims.name);
      return account?.metadata.uid === claims.uid ? accountUser(claims) : undefined;
    },
  };
}
