/** `serviceaccounts/token`: TokenRequest, the way to short-lived credentials. */
import { readBody } from '../body.ts';
import { json, type Reply, type ResourceCall } from '../cluster.ts';
import { timestamp } from '../memory.ts';
import { invalid } from '../status.ts';
import { issuer } from '../tokens.ts';
import { find } from '../verbs/read.ts';
import { isDryRun } from '../write-options.ts';

const tokenKind = { group: 'authentication.k8s.io', version: 'v1', kind: 'TokenRequest' };
const shortest = 600;
const longest = 2 ** 32;
const standard = 3600;

interface TokenSpec {
  audiences?: string[];
  expirationSeconds?: number;
  boundObjectRef?: unknown;
}

function checkLifetime(seconds: number): void {
  let why = '';
  if (seconds < shortest) why = 'may not specify a duration less than 10 minutes';
  if (seconds > longest) why = 'may not specify a duration larger than 2^32 seconds';
  if (why === '') return;
  throw invalid(tokenKind, '', [
    {
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${seconds}: ${why}`,
      field: 'spec.expirationSeconds',
    },
  ]);
}

export function requestToken(call: ResourceCall): Reply {
  const { cluster } = call;
  const given = readBody(call, tokenKind);
  const account = find(call);
  const spec = (given.spec ?? {}) as TokenSpec;
  const seconds = spec.expirationSeconds ?? standard;
  checkLifetime(seconds);
  const audiences = spec.audiences?.length ? spec.audiences : [issuer];
  const now = cluster.now();
  const { name, namespace, uid } = account.metadata;
  return json(201, {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { name, namespace, uid, creationTimestamp: timestamp(now) },
    spec: { audiences, expirationSeconds: seconds, boundObjectRef: spec.boundObjectRef ?? null },
    status: {
      token: isDryRun(call) ? '' : cluster.tokens.mint(account, seconds, audiences),
      expirationTimestamp: timestamp(new Date(now.getTime() + seconds * 1000)),
    },
  });
}
