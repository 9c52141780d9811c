import { expect, test, vi } from 'vitest';
import { awsIdentity, eksToken, stsHost } from '../../src/cluster/eks-token.ts';
import { failureOf } from './fixtures.ts';
import { provenBy, signatureOf, urlIn } from './sts.ts';

/** The pair of the AWS documentation, which opens nothing. */
const secret = ['wJalrXUtnFEMI', 'K7MDENG', 'bPxRfiCYEXAMPLEKEY'].join('/');
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: secret };
const at = new Date('2026-11-22T09:08:07.654Z');
const shop = { name: 'shop', region: 'eu-central-1' };
const verifier = {
  name: 'shop',
  host: 'sts.eu-central-1.amazonaws.com',
  secrets: { AKIDEXAMPLE: secret },
  now: at,
};

test('a token is a presigned GetCallerIdentity, as EKS documents it', async () => {
  const token = await eksToken(shop, credentials, at);
  const url = urlIn(token);
  expect(token).toMatch(/^k8s-aws-v1\.[\w-]+$/);
  expect(`${url.origin}${url.pathname}`).toBe('https://sts.eu-central-1.amazonaws.com/');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    Action: 'GetCallerIdentity',
    Version: '2011-06-15',
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': 'AKIDEXAMPLE/20261122/eu-central-1/sts/aws4_request',
    'X-Amz-Date': '20261122T090807Z',
    'X-Amz-Expires': '60',
    'X-Amz-SignedHeaders': 'host;x-k8s-aws-id',
    'X-Amz-Signature': signatureOf(url, 'shop', secret),
  });
});

test('credentials of a role bring their session along, signed with the rest', async () => {
  const sessionToken = "a+b/c==d e!f'(g)*";
  const token = await eksToken(shop, { ...credentials, sessionToken }, at);
  const url = urlIn(token);
  expect(url.searchParams.get('X-Amz-Security-Token')).toBe(sessionToken);
  expect(provenBy(token, verifier)).toBe('AKIDEXAMPLE');
});

test.each([
  { name: 'another cluster', change: { name: 'other' } },
  { name: 'another key', change: { secrets: { AKIDEXAMPLE: 'other' } } },
  { name: 'another region', change: { host: 'sts.us-east-1.amazonaws.com' } },
  { name: 'another hour', change: { now: new Date(at.getTime() + 60 * 60_000) } },
])('it proves nothing to $name', async ({ change }) => {
  const token = await eksToken(shop, credentials, at);
  expect(provenBy(token, verifier)).toBe('AKIDEXAMPLE');
  expect(provenBy(token, { ...verifier, ...change })).toBeUndefined();
});

test.each([
  ['eu-central-1', 'sts.eu-central-1.amazonaws.com'],
  ['us-east-1', 'sts.us-east-1.amazonaws.com'],
  ['us-gov-west-1', 'sts.us-gov-west-1.amazonaws.com'],
  ['cn-north-1', 'sts.cn-north-1.amazonaws.com.cn'],
  ['cn-northwest-1', 'sts.cn-northwest-1.amazonaws.com.cn'],
  ['ca-central-1', 'sts.ca-central-1.amazonaws.com'],
  ['eusc-de-east-1', 'sts.eusc-de-east-1.amazonaws.eu'],
  ['us-iso-east-1', 'sts.us-iso-east-1.c2s.ic.gov'],
  ['us-isob-east-1', 'sts.us-isob-east-1.sc2s.sgov.gov'],
])('in %s STS is %s', (region, host) => {
  expect(stsHost(region)).toBe(host);
});

test('without AWS credentials it is told what was looked for', async () => {
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE']) {
    vi.stubEnv(name, '');
  }
  vi.stubEnv('AWS_CONFIG_FILE', '/nowhere');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  const error = await failureOf(awsIdentity(shop, () => at).token());
  vi.unstubAllEnvs();
  expect(error.message).toBe(
    'There are no AWS credentials to enter EKS cluster `shop` in eu-central-1 with.',
  );
  expect(error.hint).toContain('on Lambda its role');
});
