/** The account for weights against the policies, on any cluster that has them. */
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { albIngress } from './aws-alb.ts';
import { annotation, type Change, metadata, type Subject } from './case.ts';
import { httpRoute } from './http-route.ts';
import { canaryIngress, primaryIngress, unmarkedIngress } from './ingress-nginx.ts';
import { ingressRoute, traefikService } from './traefik.ts';

export interface Asked {
  method: string;
  /** Below the server's address, with the query. */
  path: string;
  body?: unknown;
  mediaType?: string;
}

export interface Said {
  status: number;
  body: Answer;
}

/** An object, or a Status that says why not. */
export interface Answer {
  message?: string;
  spec?: unknown;
  metadata: { annotations?: Record<string, string>; resourceVersion?: string };
}

/** A namespace in which the account may do everything by RBAC, so that the policies alone refuse. */
export interface Policed {
  namespace: string;
  create(object: Subject['object']): Promise<unknown>;
  asAdmin(asked: Asked): Promise<Said>;
  asCanary(asked: Asked): Promise<Said>;
  /** Why a kind cannot be tried. */
  obstacle(subject: Subject): string | undefined;
}

const subjects: readonly Subject[] = [
  canaryIngress,
  primaryIngress,
  unmarkedIngress,
  albIngress,
  httpRoute,
  traefikService,
  ingressRoute,
];

const json = 'application/json';
const jsonPatch = 'application/json-patch+json';
const mergePatch = 'application/merge-patch+json';
const dryRun = '?dryRun=All';

/** Where the objects of a subject are, and where its own one is. */
function pathsOf({ served, object }: Subject, { namespace }: Policed) {
  const [group, version, plural] = served.split('/');
  const all = `/apis/${group}/${version}/namespaces/${namespace}/${plural}`;
  return { all, one: `${all}/${object.metadata.name}` };
}

/** A new policy takes a moment to be heard of. */
const heard = { timeout: 30_000, interval: 500 };

async function expectHeard(subject: Subject, cluster: Policed): Promise<void> {
  const path = `${pathsOf(subject, cluster).one}${dryRun}`;
  const body = { metadata: { labels: { app: 'web' } } };
  const said = await cluster.asCanary({ method: 'PATCH', path, body, mediaType: mergePatch });
  expect(said.body.message).toContain(subject.policy);
}

export function describePolicies(title: string, open: () => Promise<Policed>): void {
  let cluster: Policed;
  beforeAll(async () => {
    cluster = await open();
    for (const subject of subjects) {
      if (cluster.obstacle(subject)) continue;
      const { namespace } = cluster;
      const { metadata, ...rest } = subject.object;
      await cluster.create({ ...rest, metadata: { ...metadata, namespace } });
      await vi.waitFor(() => expectHeard(subject, cluster), heard);
    }
  }, 120_000);

  describe.each(subjects)(`${title}: $name`, (subject) => {
    const { passes, refused, policy } = subject;
    const at = () => pathsOf(subject, cluster);
    const patch = ([, ...body]: Change, query = dryRun): Asked => ({
      method: 'PATCH',
      path: `${at().one}${query}`,
      body,
      mediaType: jsonPatch,
    });
    /** The policy's own words, or those of the kind's schema, which comes first. */
    const expectDenial = ({ status, body }: Said) => {
      expect(body.message).toMatch(new RegExp(`'${policy}'.* denied request|is invalid: `));
      expect([403, 422]).toContain(status);
    };
    beforeEach(({ skip }) => {
      const obstacle = cluster.obstacle(subject);
      skip(obstacle !== undefined, obstacle);
    });

    test.for(refused)('%s may not be changed', async (change) => {
      expectDenial(await cluster.asCanary(patch(change)));
    });

    test('it is made, replaced and removed by others', async () => {
      const { all, one } = at();
      const { body: found } = await cluster.asAdmin({ method: 'GET', path: one });
      const labels = { ...metadata.labels, more: 'yes' };
      const relabelled = { ...found, metadata: { ...found.metadata, labels } };
      const another = { ...subject.object, metadata: { name: 'policy-another' } };
      const asked: [Asked, says: string][] = [
        [{ method: 'POST', path: `${all}${dryRun}`, body: another }, 'creates nothing'],
        [{ method: 'PUT', path: `${one}${dryRun}`, body: relabelled }, 'may not change labels'],
        [{ method: 'DELETE', path: `${one}${dryRun}` }, 'deletes nothing'],
        [{ method: 'DELETE', path: `${all}${dryRun}` }, 'deletes nothing'],
      ];
      for (const [one, says] of asked) {
        const said = await cluster.asCanary({ mediaType: json, ...one });
        expectDenial(said);
        expect(said.body.message).toContain(says);
      }
    });

    test('nobody else is concerned', async () => {
      const note = annotation('example.com/note');
      const change: Change = ['a note', { op: 'add', path: note, value: 'x' }];
      expect((await cluster.asAdmin(patch(change))).status).toBe(200);
    });

    if (passes.length === 0) return;
    test.for(passes)('%s may be changed', async (change) => {
      const { status, body } = await cluster.asCanary(patch(change));
      expect([status, body.message]).toEqual([200, undefined]);
    });

    test('and it is written', async () => {
      const [change] = passes;
      const read = async () => (await cluster.asAdmin({ method: 'GET', path: at().one })).body;
      const before = await read();
      const { status, body } = await cluster.asCanary(patch(change ?? [''], ''));
      expect(status).toBe(200);
      expect([body.spec, body.metadata.annotations]).not.toEqual([
        before.spec,
        before.metadata.annotations,
      ]);
      expect((await read()).metadata.resourceVersion).toBe(body.metadata.resourceVersion);
    });
  });

  test.for([canaryIngress, httpRoute])(
    `${title}: the status of $name may not be changed`,
    async (subject, { skip }) => {
      const obstacle = cluster.obstacle(subject);
      skip(obstacle !== undefined, obstacle);
      const path = `${pathsOf(subject, cluster).one}/status${dryRun}`;
      const body = { metadata: { labels: { app: 'web' } }, status: {} };
      const said = await cluster.asCanary({ method: 'PATCH', path, body, mediaType: mergePatch });
      expect(said.body.message).toContain('creates nothing, deletes nothing and writes no status');
    },
  );
}
