/** The account for weights against the policies, on any cluster that has them. */
import { beforeAll, describe, expect, test } from 'vitest';
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
  // biome-ignore lint/suspicious/noExplicitAny: answers are JSON of every shape
  body: any;
}

/** A namespace in which the account may do everything by RBAC, so that the policies alone refuse. */
export interface Policed {
  namespace: string;
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

export function describePolicies(title: string, open: () => Promise<Policed>): void {
  let cluster: Policed;
  beforeAll(async () => {
    cluster = await open();
    for (const subject of subjects) {
      if (cluster.obstacle(subject)) continue;
      const { all } = pathsOf(subject, cluster);
      const made = { method: 'POST', path: all, body: subject.object, mediaType: json };
      const { status, body } = await cluster.asAdmin(made);
      if (status !== 201) throw new Error(`${subject.name}: ${body.message}`);
    }
  }, 120_000);

  describe.each(subjects)(`${title}: $name`, (subject) => {
    const at = () => pathsOf(subject, cluster);
    const patchAs = (who: 'asAdmin' | 'asCanary', [, ...body]: Change, query = dryRun) =>
      cluster[who]({
        method: 'PATCH',
        path: `${at().one}${query}`,
        body,
        mediaType: jsonPatch,
      });
    /** The policy's own words, or those of the kind's schema, which comes first. */
    const expectDenial = ({ status, body }: Said) => {
      expect(body.message).toMatch(new RegExp(`'${subject.policy}'.* denied request|is invalid: `));
      expect([403, 422]).toContain(status);
    };

    if (subject.passes.length > 0) {
      test.for(subject.passes)('%s may be changed', async (change, { skip }) => {
        skip(cluster.obstacle(subject) !== undefined, cluster.obstacle(subject));
        const { status, body } = await patchAs('asCanary', change);
        expect([status, body.message]).toEqual([200, undefined]);
      });
    }

    test.for(subject.refused)('%s may not', async (change, { skip }) => {
      skip(cluster.obstacle(subject) !== undefined, cluster.obstacle(subject));
      expectDenial(await patchAs('asCanary', change));
    });

    test('it is made, replaced and removed by others', async ({ skip }) => {
      skip(cluster.obstacle(subject) !== undefined, cluster.obstacle(subject));
      const { all, one } = at();
      const { body: found } = await cluster.asAdmin({ method: 'GET', path: one });
      const labels = { ...metadata.labels, more: 'yes' };
      const relabelled = { ...found, metadata: { ...found.metadata, labels } };
      const another = { ...subject.object, metadata: { name: 'policy-another' } };
      const asked: Asked[] = [
        { method: 'POST', path: `${all}${dryRun}`, body: another },
        { method: 'PUT', path: `${one}${dryRun}`, body: relabelled },
        { method: 'DELETE', path: `${one}${dryRun}` },
        { method: 'DELETE', path: `${all}${dryRun}` },
      ];
      for (const one of asked) expectDenial(await cluster.asCanary({ mediaType: json, ...one }));
    });

    test('nobody else is concerned', async ({ skip }) => {
      skip(cluster.obstacle(subject) !== undefined, cluster.obstacle(subject));
      const note = annotation('example.com/note');
      const change: Change = ['a note', { op: 'add', path: note, value: 'x' }];
      expect((await patchAs('asAdmin', change)).status).toBe(200);
    });
  });

  test.each([canaryIngress, httpRoute])(
    `${title}: the status of $name may not`,
    async (subject) => {
      if (cluster.obstacle(subject)) return;
      const path = `${pathsOf(subject, cluster).one}/status${dryRun}`;
      const body = { metadata: { labels: { app: 'web' } }, status: {} };
      const said = await cluster.asCanary({ method: 'PATCH', path, body, mediaType: mergePatch });
      expect(said.body.message).toContain('creates nothing, deletes nothing and writes no status');
    },
  );
}
