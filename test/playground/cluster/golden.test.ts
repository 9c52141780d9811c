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
/** Its message quotes the object with all its owners, whom the recorded objects do not show. */
const quotesOwners = 'merge patch: annotation must be a string';

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

interface Refusal {
  status: number;
  body: {
    reason: string;
    details: { causes: { reason: string; message: string; field: string }[] };
  };
}

/** What is left of a refusal without the object it quotes. */
const withoutQuote = ({ status, body: { reason, details } }: Refusal) => ({
  status,
  reason,
  causes: details.causes.map((cause) => ({
    ...cause,
    message: cause.message.replace(/^(Invalid value: ").*(": json: )/, '$1$2'),
  })),
});

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
    const response = await ask(server, resumed, { method, token: tokens[as] ?? '', ...rest });
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

  for (const exchange of exchanges) {
    test(exchange.note, async () => {
      const answer = await replay(exchange);
      const expected = { ...exchange.response, body: blank(exchange.response.body) };
      if (exchange.note !== quotesOwners) expect(answer).toEqual(expected);
      else expect(withoutQuote(answer as Refusal)).toEqual(withoutQuote(expected as Refusal));
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
