import type { Job } from '../../src/job.ts';
import type { Checklist, Report, Section, Shares } from '../../src/report.ts';

/** Reports and a Job that several tests render. */

export function reportWith(sections: Section[]): Report {
  return {
    version: 1,
    command: 'list',
    cluster: 'prod-eu',
    verdict: 'ok',
    headline: 'All is well',
    sections,
    actions: [],
    data: {},
    notEvaluated: [],
  };
}

export const slackJob: Job = {
  version: 1,
  id: 'trigger-1',
  command: 'endpoints',
  args: {},
  scope: { namespace: 'shop' },
  text: 'endpoints api-service -n shop',
  asker: { kind: 'slack', team: 'T0ACME001', user: 'U0ADA0001' },
  reply: { kind: 'slack', channel: 'C0INCIDEN', private: false },
  askedAt: '2026-11-22T03:00:00.000Z',
};

export const endpointsReport: Report = {
  version: 1,
  command: 'endpoints',
  cluster: 'prod-eu',
  target: 'shop/api-service',
  verdict: 'problem',
  headline: '`shop/api-service` 1 of 3 endpoints ready: readiness probe fails',
  sections: [
    {
      kind: 'marks',
      title: 'What is not right',
      items: [
        { mark: 'problem', text: '`api-7d9f-x2`: readiness probe fails with HTTP 503 (12 times)' },
        { mark: 'warning', text: '`api-7d9f-k8` restarted 3 times' },
        { mark: 'ok', text: 'ports match' },
        { mark: 'unknown', text: 'policies could not be read' },
        { mark: 'skipped', text: 'no Ingress names it' },
      ],
    },
    {
      kind: 'fields',
      title: 'Service',
      fields: [
        { label: 'Type', value: 'ClusterIP' },
        { label: 'Selector', value: '`app=api`' },
        { label: 'Ports', value: '`http` 80/TCP to `http`: 8080 on 3 pods' },
        { label: '', value: '`grpc` 90/TCP to 9090' },
      ],
    },
    {
      kind: 'table',
      title: '3 endpoints',
      columns: [{ label: 'State' }, { label: 'Target' }, { label: 'Restarts', align: 'right' }],
      rows: [
        ['not ready', 'pod/`api-7d9f-x2`', '12'],
        ['ready', 'pod/api-7d9f-k8-with-a-name-that-is-rather-long', '0'],
        ['terminating', '節点一 🔥', ''],
      ],
    },
    {
      kind: 'code',
      title: 'Log of `api-7d9f-x2`',
      text: '\u001b[31mERR\u001b[0m no `db` <!channel>\n\tat main.go:3\n',
    },
    { kind: 'text', text: 'A *sentence* with `code`, <!here>, <@U0ADA0001> & :fire:.' },
  ],
  actions: [{ label: 'Trace the path', command: 'trace shop/api-service', style: 'primary' }],
  data: {},
  notEvaluated: [{ what: 'pod logs', why: 'the Role `portolan-logs` is not installed' }],
  reads: { requests: 3, roundTrips: 2, bytes: 14_200, ms: 41.4 },
};

export const tableOf = (rows: number, columns = 3): Section => ({
  kind: 'table',
  title: 'Endpoints',
  columns: Array.from({ length: columns }, (_, i) => ({ label: `Column ${i}` })),
  rows: Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => `r${row}c${column}`),
  ),
});

/** One of each status, as `check` would say them. */
export const checklist: Checklist = {
  kind: 'checklist',
  title: 'Checked, in the order of a packet',
  items: [
    {
      id: 'service-exists',
      status: 'ok',
      text: '`shop/api-service` has 2 ports',
      details: ['`http` 80 to 8080'],
    },
    {
      id: 'pods-ready',
      status: 'problem',
      text: '1 of 3 pods is ready',
      details: ['`api-7d9f-x2`: readiness probe fails with HTTP 503', '`api-7d9f-k8`: the same'],
    },
    {
      id: 'no-restarts',
      status: 'warning',
      text: '`api-7d9f-k8` restarted 3 times',
      details: ['last: OOMKilled'],
    },
    {
      id: 'policies-admit',
      status: 'unknown',
      text: 'NetworkPolicies could not be read',
      details: ['the Role `portolan-reader` is not installed'],
    },
    { id: 'dns-answers', status: 'skipped', text: 'no lookup without `--live`' },
    { id: 'route-accepted', status: 'pending' },
  ],
};

/** As a canary's request would say it. */
export const split: Shares = {
  kind: 'shares',
  title: 'Traffic of `shop.example.com/api`',
  otherTitle: 'asked for',
  parts: [
    { label: '`api-service`', share: 0.8, other: 0.7, detail: '3 of 3 endpoints ready' },
    { label: '`api-canary`', share: 0.2, other: 0.3, detail: '1 of 1 endpoint ready' },
  ],
};
