import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mintedAccounts } from '../src/config-cluster.ts';
import { parseConfig } from '../src/config-parse.ts';
import { UserError } from '../src/errors.ts';

const caData = Buffer.from('-----BEGIN CERTIFICATE-----\n').toString('base64');
const eks = { name: 'shop', region: 'eu-central-1', server: 'https://x.eks.amazonaws.com', caData };

function parsed(cluster: object) {
  const text = JSON.stringify({ version: 1, clusters: { a: cluster } });
  return parseConfig(text, 'x').clusters.a;
}

function wrong(cluster: object): string[] {
  try {
    parsed(cluster);
  } catch (error) {
    if (error instanceof UserError) return error.message.split('\n');
    throw error;
  }
  throw new Error('expected a UserError, got none');
}

describe('the accounts that are read and written as', () => {
  const usual = { reader: 'portolan/portolan-reader', writer: 'portolan/portolan-canary' };
  const file = { server: 'https://x', tokenFile: 'y' };
  const cases: [name: string, cluster: object, accounts: object | undefined][] = [
    ['are nobody else for a kubeconfig', {}, undefined],
    ['are nobody else for an address', file, undefined],
    ['are nobody else for a pod', { inCluster: true }, undefined],
    ['are the usual ones in EKS', { eks }, usual],
    ['are the usual ones where mint says no more', { ...file, mint: {} }, usual],
    [
      'have the names that are given',
      { context: 'x', mint: { serviceAccount: 'traffic.reader', canaryServiceAccount: 'shift' } },
      { reader: 'portolan/traffic.reader', writer: 'portolan/shift' },
    ],
    [
      'are in the namespace that is given',
      { eks, mint: { namespace: 'tools' } },
      { reader: 'tools/portolan-reader', writer: 'tools/portolan-canary' },
    ],
  ];

  it.each(cases)('%s', (_name, cluster, named) => {
    const source = parsed(cluster);
    const accounts = Object.entries((source && mintedAccounts(source)) ?? {});
    const names = accounts.map(([key, { namespace, name }]) => [key, `${namespace}/${name}`]);
    expect(Object.fromEntries(names)).toEqual(named ?? {});
  });
});

describe('what is wrong with a cluster is told where it stands', () => {
  const cases: [name: string, cluster: object, lines: string[]][] = [
    [
      'a misspelt key of EKS',
      { eks: { ...eks, regoin: 'x' } },
      ['clusters.a.eks.regoin: unknown key, did you mean `region`?'],
    ],
    [
      'a key that EKS does not know',
      { eks: { ...eks, roleArn: 'x' } },
      [
        'clusters.a.eks.roleArn: unknown key; known here: `name`, `region`, `server`, `caData`, `caFile`',
      ],
    ],
    [
      'what EKS needs',
      { eks: { name: 'shop' } },
      [
        'clusters.a.eks.region: missing; expected a text',
        'clusters.a.eks.server: missing; expected a text',
      ],
    ],
    [
      'values of EKS that cannot be',
      { eks: { name: 'my shop', region: 'Frankfurt', server: 'x', caData: 'MII…' } },
      [
        'clusters.a.eks.name: expected the name of the cluster in EKS, found the text `my shop`',
        'clusters.a.eks.region: expected a region such as eu-central-1, found the text `Frankfurt`',
        'clusters.a.eks.server: expected an address such as https://10.0.0.1:6443, found the text `x`',
        'clusters.a.eks.caData: expected certificateAuthority.data of the cluster, base64, found the text `MII…`',
      ],
    ],
    [
      'two authorities',
      { eks: { ...eks, caFile: 'ca.pem' } },
      ['clusters.a.eks.caFile: expected either caData or caFile, found the text `ca.pem`'],
    ],
    [
      'EKS together with another way in',
      { eks, tokenFile: 'x' },
      ['clusters.a.tokenFile: does not go together with `eks`, `mint`'],
    ],
    [
      'a misspelt key of mint',
      { mint: { namespce: 'x' } },
      ['clusters.a.mint.namespce: unknown key, did you mean `namespace`?'],
    ],
    [
      'a mint that is none',
      { server: 'https://x', mint: true },
      ['clusters.a.mint: expected a mapping, found the boolean `true`'],
    ],
    [
      'an account that no cluster can have',
      { mint: { namespace: 'a/b', serviceAccount: '../x', canaryServiceAccount: 'Canary' } },
      [
        'clusters.a.mint.namespace: expected a name of lower-case letters, digits and -, found the text `a/b`',
        'clusters.a.mint.serviceAccount: expected the name of a ServiceAccount, found the text `../x`',
        'clusters.a.mint.canaryServiceAccount: expected the name of a ServiceAccount, found the text `Canary`',
      ],
    ],
  ];

  it.each(cases)('%s', (_name, cluster, lines) => {
    expect(wrong(cluster)).toEqual(lines.map((line) => `x:1: ${line}`));
  });
});

it('the commented clusters of portolan.yaml are ones, once they are uncommented', () => {
  const text = readFileSync(new URL('../portolan.yaml', import.meta.url), 'utf8');
  const from = text.slice(text.indexOf('# home:'), text.indexOf('# Needed when'));
  const lines = from.split('\n').map((line) => line.replace(/^ {2}/, ''));
  const yaml = lines.filter((line) => /^# *[\w-]+:/.test(line));
  const clusters = yaml.map((line) => line.replace(/^# /, '  ')).join('\n');
  const whole = `version: 1\ndefaultCluster: home\nclusters:\n${clusters.replace('LS0tLS1CRUdJTi…', caData)}`;
  const config = parseConfig(whole, 'x');
  expect(Object.keys(config.clusters)).toEqual(['home', 'production', 'shop-eu', 'staging']);
});
