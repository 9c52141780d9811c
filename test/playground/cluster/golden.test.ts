/**
 * The embedded API server against what a kube-apiserver 1.36 answered, exchange by exchange, from
 * the same objects. What differs from run to run (uids, versions, times, tokens) is blanked on both
 * sides, so that its presence still counts; everything else has to be equal.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiServer } from '../../../src/playground/cluster/server.ts';
import { ask, readGolden, startRecordedCluster } from './fixtures.ts';

interface Exchange {
  note: string;
  request: {
    as: string;
    method: string;
    path: string;
    body?: unknown;
    contentType?: string;
    accept?: string;
  };
  response: { status: number; contentType: string; warning?: string; body: unknown };
}

const exchanges: Exchange[] = readGolden('apiserver.json').exchanges;
const reader = 'system:serviceaccount:portolan:reader';
const recordedAt = new Date('2026-11-22T17:26:54Z');
const ingress = '/apis/networking.k8s.io/v1/namespaces/shop/ingresses/shop-api-canary';

/** What the server does not do yet: these must fail, so that the list cannot go stale. */
const notYet: Record<string, string> = {
  'merge patch: annotation must be a string':
    'the error quotes managedFields, which are not kept yet',
  'merge patch: invalid spec': 'no validation yet',
  'strategic merge patch on a built-in': 'no strategic merge patch yet',
  'server-side apply': 'no server-side apply yet',
  'server-side apply conflict': 'no server-side apply yet',
  'create: invalid': 'no validation yet',
  'create: unknown field is warned about': 'no field validation yet',
  'strategic merge patch on a custom resource': 'the error lists apply, which is not there yet',
};

const blanks: Record<string, string> = {
  uid: '<uid>',
  resourceVersion: '<version>',
  token: '<token>',
  continue: '<continue>',
};

function blankText(text: string): string {
  return text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '<time>');
}

const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** The order of rules follows that of a map on a real server. */
const unordered = ['resourceRules', 'nonResourceRules'];

function blank(value: unknown): unknown {
  if (typeof value === 'string') return blankText(value);
  if (Array.isArray(value)) return value.map(blank);
  if (typeof value !== 'object' || value === null) return value;
  // Descriptions of columns are the prose of the API reference; ours is our own.
  const isColumn = 'priority' in value && 'format' in value;
  const entries = Object.entries(value)
    .filter(([key]) => key !== 'managedFields' && !(isColumn && key === 'description'))
    .map(([key, inner]) => {
      const fixed = typeof inner === 'string' ? blanks[key] : undefined;
      const clean = fixed ?? blank(inner);
      return [key, unordered.includes(key) ? (clean as unknown[]).toSorted(byText) : clean];
    });
  return Object.fromEntries(entries);
}

function readBody(text: string, { request, response }: Exchange): unknown {
  if (!response.contentType.startsWith('application/json')) return text;
  if (!request.path.includes('watch=1') || response.status !== 200) return JSON.parse(text);
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
}

const withDryRun = (path: string) => `${path}${path.includes('?') ? '&' : '?'}dryRun=All`;

describe('the API server answers as recorded', () => {
  let server: ApiServer;
  let tokens: Record<string, string>;
  let continued = '';

  beforeAll(async () => {
    server = await startRecordedCluster({ now: () => recordedAt, advertise: '192.0.2.1:6443' });
    grantWellKnown(server);
    const minted = await ask(server, '/api/v1/namespaces/portolan/serviceaccounts/reader/token', {
      method: 'POST',
      body: { spec: {} },
    });
    const { status } = await minted.json();
    tokens = {
      admin: server.adminToken,
      anonymous: '',
      'bad token': 'bad',
      [reader]: status.token,
    };
  });
  afterAll(() => server.close());

  async function replay(exchange: Exchange) {
    const { as, method, path, ...rest } = exchange.request;
    const resumed = path.replace('continue=OPAQUE', `continue=${continued}`);
    // What is wrongly accepted must not change what later exchanges see.
    const url = notYet[exchange.note] ? withDryRun(resumed) : resumed;
    const response = await ask(server, url, { method, token: tokens[as] ?? '', ...rest });
    const text = await response.text();
    continued = /"continue":"([^"]+)"/.exec(text)?.[1] ?? '';
    const warning = response.headers.get('warning');
    return {
      status: response.status,
      contentType: response.headers.get('content-type'),
      ...(warning && { warning }),
      body: blank(readBody(text, exchange)),
    };
  }

  /** What the recorded server-side apply had left behind when the watch was recorded. */
  async function applyNote() {
    const body = { metadata: { annotations: { 'portolan.dev/note': 'hello' } } };
    await ask(server, ingress, {
      method: 'PATCH',
      body,
      contentType: 'application/merge-patch+json',
    });
  }

  for (const exchange of exchanges) {
    const reason = notYet[exchange.note];
    const run = reason ? test.fails : test;
    run(reason ? `${exchange.note} (${reason})` : exchange.note, async () => {
      if (exchange.note === 'watch from a list') await applyNote();
      const answer = await replay(exchange);
      expect(answer).toEqual({ ...exchange.response, body: blank(exchange.response.body) });
    });
  }
});

/** The recorded server had one more built-in role for everybody than the recorded objects show. */
function grantWellKnown({ storage, resources }: ApiServer): void {
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const metadata = { name: 'recorded:well-known' };
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', ...metadata };
  const rules = [{ verbs: ['get'], nonResourceURLs: ['/.well-known', '/.well-known/*'] }];
  const subjects = [{ kind: 'Group', name: 'system:authenticated' }];
  const role = { apiVersion, kind: 'ClusterRole', metadata, rules };
  const binding = { apiVersion, kind: 'ClusterRoleBinding', metadata, roleRef, subjects };
  for (const object of [role, binding]) storage.create(resources.of(object), object);
}
