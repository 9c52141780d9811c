/**
 * The token that EKS takes for an AWS identity: a presigned request for GetCallerIdentity, which the
 * cluster makes in our name to learn who we are. It is made here and costs no request; whoever holds
 * it is us in that one cluster for up to 15 minutes. (EKS best practices guide, "Cluster access";
 * README of aws-iam-authenticator, "API Authorization from Outside a Cluster".)
 */
import type { Eks } from '../config-cluster.ts';
import { UserError } from '../errors.ts';
import { code } from '../report.ts';
import type { Bearer } from './bearer.ts';

type Named = Pick<Eks, 'name' | 'region'>;

export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** Seconds. The cluster asks at once; what it learns, it believes for 15 minutes. */
const EXPIRES = 60;

/** By the beginning of the region's name; STS is asked in the region itself, as EKS recommends. */
const SUFFIXES: Readonly<Record<string, string>> = {
  cn: 'amazonaws.com.cn',
  eusc: 'amazonaws.eu',
  'us-iso': 'c2s.ic.gov',
  'us-isob': 'sc2s.sgov.gov',
  'us-isof': 'csp.hci.ic.gov',
  'eu-isoe': 'cloud.adc-e.uk',
};

/** The Region's own endpoint of STS; GovCloud (`us-gov-…`) is under the common suffix. */
export function stsHost(region: string): string {
  const [, place = '', kind = ''] = /^([a-z]+)-([a-z]+)/.exec(region) ?? [];
  const suffix = SUFFIXES[`${place}-${kind}`] ?? SUFFIXES[place] ?? 'amazonaws.com';
  return `sts.${region}.${suffix}`;
}

/** @param at when it is signed; the cluster refuses it when this is far from its own time */
export async function eksToken(
  { name, region }: Named,
  credentials: AwsCredentials,
  at: Date,
): Promise<string> {
  const [{ SignatureV4 }, { HttpRequest }, { Sha256 }] = await Promise.all([
    import('@smithy/signature-v4'),
    import('@smithy/protocol-http'),
    import('@aws-crypto/sha256-js'),
  ]);
  const hostname = stsHost(region);
  const signer = new SignatureV4({ service: 'sts', region, credentials, sha256: Sha256 });
  const request = new HttpRequest({
    hostname,
    path: '/',
    headers: { host: hostname, 'x-k8s-aws-id': name },
    query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
  });
  const { query } = await signer.presign(request, { expiresIn: EXPIRES, signingDate: at });
  const pairs = Object.entries(query ?? {}).map(
    ([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`,
  );
  const url = `https://${hostname}/?${pairs.join('&')}`;
  return `k8s-aws-v1.${Buffer.from(url).toString('base64url')}`;
}

/** Signs as the identity that Portolan runs as, wherever the AWS SDK finds one. */
export function awsIdentity(eks: Named, now: () => Date): Bearer {
  const { name, region } = eks;
  let identity: Promise<() => Promise<AwsCredentials>> | undefined;
  const whoAmI = code('aws sts get-caller-identity');
  return {
    words: 'the AWS identity that Portolan runs as',
    whenRefused: `EKS cluster ${code(name)} in ${region} needs an access entry for the role that Portolan runs as (${whoAmI} names it): infra/kubernetes/minter says how. The name has to be the cluster's own, because it is signed.`,
    async token() {
      identity ??= loadIdentity();
      const credentials = await (await identity)().catch((cause: Error) => {
        throw noIdentity(eks, cause);
      });
      return eksToken(eks, credentials, now());
    },
  };
}

/** Half of the SDK: loaded only where a cluster in EKS is asked. It keeps what it found, and renews it. */
async function loadIdentity(): Promise<() => Promise<AwsCredentials>> {
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  return defaultProvider();
}

function noIdentity({ name, region }: Named, cause: Error): UserError {
  const what = `There are no AWS credentials to enter EKS cluster ${code(name)} in ${region} with.`;
  const hint =
    'Portolan uses what the AWS SDK finds: on Lambda its role, elsewhere the environment or the profile of `aws configure`.';
  return new UserError('unreadable', { what, hint }, { cause });
}
