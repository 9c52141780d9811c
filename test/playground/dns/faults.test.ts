/** DNS pods of the embedded cluster over a forwarded port, well and sick. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DnsFault } from '../../../src/playground/cluster/dns/faults.ts';
import { type Demo, startDemo } from '../../../src/playground/demo.ts';
import { dataOf, dnsPods, query, tunnelTo } from './query.ts';

let demo: Demo;
let pod: string;

beforeAll(async () => {
  demo = await startDemo({ scenario: 'shop' });
  pod = dnsPods(demo.api)[0] ?? '';
});
afterAll(() => demo.close());
beforeEach(() => demo.api.setDnsFault('kube-system', pod, undefined));

const name = 'kube-dns.kube-system.svc.cluster.local';

async function askWith(fault: DnsFault) {
  demo.api.setDnsFault('kube-system', pod, fault);
  return query(await tunnelTo(demo.api, { pod }), name, 'A');
}

test('a DNS pod that is well answers over the forwarded port', async () => {
  const tunnel = await tunnelTo(demo.api, { pod });
  const answer = await query(tunnel, name, 'A');
  expect(answer).toMatchObject({ id: 7, rcode: 'NOERROR', flag_aa: true });
  expect(dataOf(answer)).toEqual(['10.96.0.10']);
  expect(dataOf(await query(tunnel, 'mail.shop.svc.cluster.local', 'A'))).toEqual([
    'smtp.mail.example.net',
  ]);
});

test.each([
  ['refuses', 'REFUSED', []],
  ['servfail', 'SERVFAIL', []],
  ['nxdomain', 'NXDOMAIN', []],
  ['stale', 'NOERROR', ['10.96.0.9']],
] as const)('a pod that is sick with `%s` says %s', async (fault, rcode, data) => {
  const answer = await askWith(fault);
  expect(answer.rcode).toBe(rcode);
  expect(dataOf(answer)).toEqual(data);
});

test('a slow pod tells the truth, late', async () => {
  const start = performance.now();
  const answer = await askWith('slow');
  expect(performance.now() - start).toBeGreaterThan(700);
  expect(dataOf(answer)).toEqual(['10.96.0.10']);
});

test('a pod that hangs takes the question and says nothing', async () => {
  const late = new Promise((resolve) => setTimeout(resolve, 300, 'nothing'));
  expect(await Promise.race([askWith('hangs'), late])).toBe('nothing');
});

test('a pod where nothing listens is closed in the words of a kubelet', async () => {
  demo.api.setDnsFault('kube-system', pod, 'closed');
  const tunnel = await tunnelTo(demo.api, { pod });
  await tunnel.closed;
  expect(tunnel.errors()).toMatch(/^error forwarding port 53 to pod .*connection refused/);
});

test('what is no DNS message is answered with FORMERR', async () => {
  const tunnel = await tunnelTo(demo.api, { pod });
  const first = new Promise<Buffer>((resolve) => tunnel.output.once('data', resolve));
  tunnel.input.write(Buffer.from([0, 3, 1, 2, 3]));
  expect((await first).at(5)).toBe(1);
});
