/** `dns --observe`: the cluster's own DNS is asked, and the report says what that is worth. */
import { expect, onTestFinished, test } from 'vitest';
import { createAnswer } from '../../src/app.ts';
import { createKubernetes } from '../../src/cluster/kubernetes.ts';
import { commands } from '../../src/commands/registry.ts';
import { defaultConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import type { DnsFault } from '../../src/playground/cluster/dns/faults.ts';
import { type Demo, startDemo } from '../../src/playground/demo.ts';
import { exitCode, type Report } from '../../src/report.ts';
import { dnsPods } from '../playground/dns/query.ts';
import { typed } from '../typed.ts';

interface Trial {
  demo: Demo;
  pods: string[];
  ask(line: string): Promise<Report>;
  sicken(index: number, fault: DnsFault): void;
}

async function openTrial(): Promise<Trial> {
  const demo = await startDemo({ scenario: 'shop' });
  const clusters = createKubernetes({ demo: demo.source });
  onTestFinished(async () => {
    await clusters.close();
    await demo.close();
  });
  const config = { ...defaultConfig(), clusters: { demo: demo.source } };
  const log = createLog({ level: 'error' });
  const pods = dnsPods(demo.api);
  return {
    demo,
    pods,
    ask: (line) => createAnswer({ config, clusters, commands, log })(typed(line)),
    sicken: (index, fault) => demo.api.setDnsFault('kube-system', pods[index] ?? '', fault),
  };
}

const line = 'dns payments -n shop --observe';
const textOf = ({ sections }: Report) => JSON.stringify(sections);

test('without the option nobody forwards a port', async () => {
  const { ask, demo } = await openTrial();
  const report = await ask('dns payments -n shop');
  expect(report.data.observed).toBeNull();
  expect(demo.api.requests.some(({ path }) => path.includes('portforward'))).toBe(false);
});

test('DNS pods that agree are counted, and what that proves is said', async () => {
  const { ask } = await openTrial();
  const report = await ask(line);
  expect(exitCode(report)).toBe(0);
  expect(report.headline).toContain('(confirmed for A by 2 of 2 DNS pods)');
  expect(textOf(report)).toContain('proves nothing about a client’s own way');
  expect(report.notEvaluated).toEqual([]);
});

test.each([
  ['servfail', 'SERVFAIL'],
  ['refuses', 'REFUSED'],
  ['nxdomain', 'NXDOMAIN'],
] as const)('one DNS pod of two that is sick with `%s` is the headline', async (fault, rcode) => {
  const { ask, sicken, pods } = await openTrial();
  sicken(0, fault);
  const report = await ask(line);
  expect(exitCode(report)).toBe(1);
  expect(report.headline).toContain('the DNS pods disagree');
  expect(report.headline).toContain(`\`${pods[0]}\` answers ${rcode}`);
});

test('two DNS pods that are stale alike differ from what is expected', async () => {
  const { ask, sicken } = await openTrial();
  sicken(0, 'stale');
  sicken(1, 'stale');
  const report = await ask(line);
  expect(report.verdict).toBe('problem');
  expect(report.headline).toMatch(/answer `[\d.]+`, expected is `[\d.]+`/);
  expect(textOf(report)).toContain('The answer may be stale');
});

test('a slow DNS pod is a warning', async () => {
  const { ask, sicken } = await openTrial();
  sicken(1, 'slow');
  const report = await ask(line);
  expect(report).toMatchObject({ verdict: 'ok', mark: 'warning' });
  expect(textOf(report)).toMatch(/took \d{3} ms/);
});

test.each([
  ['hangs', 'no answer came in time'],
  ['closed', 'refuses connections'],
] as const)('a DNS pod that %s is not observed, and not accused', async (fault, words) => {
  const { ask, sicken, pods } = await openTrial();
  sicken(0, fault);
  const report = await ask(line);
  expect(report.verdict).toBe('ok');
  expect(report.headline).toContain('(confirmed for A by 1 of 2 DNS pods)');
  expect(report.notEvaluated).toEqual([
    { what: `the answer of \`${pods[0]}\``, why: expect.stringContaining(words) },
  ]);
});

test('without the Role the report names what to apply', async () => {
  const { ask, demo } = await openTrial();
  const { storage, resources } = demo.api;
  const roles = resources.of({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding' });
  storage.remove(roles, 'kube-system', 'portolan-dns-lookup');
  const report = await ask(line);
  expect(report.verdict).toBe('ok');
  expect(report.headline).not.toContain('confirmed');
  expect(report.notEvaluated.map(({ why }) => why)).toEqual([
    expect.stringContaining('`kubectl apply -k infra/kubernetes/dns-lookup`'),
    expect.stringContaining('may not `get pods/portforward in namespace kube-system`'),
  ]);
});

test('an address is asked for its name', async () => {
  const { ask } = await openTrial();
  const report = await ask('dns 10.96.0.10 --observe');
  expect(textOf(report)).toContain('Observed: PTR `10.0.96.10.in-addr.arpa`');
});
