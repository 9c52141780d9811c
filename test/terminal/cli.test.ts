/** The command line as a script sees it: words in, text or JSON and an exit code out. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKubernetes } from '../../src/cluster/kubernetes.ts';
import { commands } from '../../src/commands/registry.ts';
import { createLog } from '../../src/log.ts';
import { type Demo, startDemo } from '../../src/playground/demo.ts';
import { openBackend } from '../../src/terminal/backend.ts';
import { type BackendOptions, runCli } from '../../src/terminal/cli.ts';

let demo: Demo;
let directory: string;
beforeAll(async () => {
  demo = await startDemo({ scenario: 'shop' });
  directory = await mkdtemp(join(tmpdir(), 'portolan-cli-'));
});
afterAll(async () => {
  await demo.close();
  await rm(directory, { recursive: true });
});

interface Run {
  code: number;
  out: string;
  opened: BackendOptions[];
  lines: string[];
}

interface Terminal {
  env?: NodeJS.ProcessEnv;
  isTTY?: boolean;
}

/** The demo is started once for all; everything else opens what it would open. */
async function run(line: string, { env = {}, isTTY = false }: Terminal = {}): Promise<Run> {
  const opened: BackendOptions[] = [];
  const lines: string[] = [];
  let out = '';
  const open = async (options: BackendOptions) => {
    opened.push(options);
    if (options.scenario !== 'shop') return openBackend(options, env);
    const config = { version: 1 as const, clusters: { demo: demo.source } };
    const clusters = createKubernetes(config.clusters);
    const close = () => clusters.close();
    return { config: { ...config, clusterDomain: 'cluster.local' }, clusters, close };
  };
  const write = (text: string) => {
    out += text;
    return true;
  };
  const stdout = { write, isTTY, columns: 100 };
  const code = await runCli(line.split(' ').filter(Boolean), {
    commands,
    open,
    stdout: stdout as Parameters<typeof runCli>[1]['stdout'],
    env,
    log: createLog({ write: (text) => lines.push(text) }),
    version: '1.2.3',
  });
  return { code, out, opened, lines };
}

describe('exit codes', () => {
  test.each([
    ['endpoints api-service -n shop --demo', 0],
    ['endpoints search-peers -n shop --demo', 0],
    ['list -n shop --demo', 0],
    ['help', 0],
    ['', 0],
    ['--version', 0],
    ['-v', 0],
    ['version', 0],
    ['endpoints search -n shop --demo', 1],
    ['endpoints orders -n shop --demo', 1],
    ['endpoints nobody -n shop --demo', 1],
    ['endpoints --demo', 2],
    ['endpont api --demo', 2],
    ['endpoints api-service --demo', 2],
    ['list --demo --cluster other', 2],
  ])('portolan %s: %i', async (line, code) => {
    expect((await run(line)).code).toBe(code);
  });

  test('3 for what could not be found out', async () => {
    const undo = demo.api.faults.add({ match: { path: /endpointslices/ }, status: 503 });
    expect((await run('endpoints api-service -n shop --demo')).code).toBe(3);
    undo();
    demo.api.faults.add({ match: {}, status: 503 });
    expect((await run('endpoints api-service -n shop --demo')).code).toBe(3);
    demo.api.faults.clear();
  });
});

describe('JSON', () => {
  test.each(['-o json', '-ojson', '-o=json', '--output json', '--output=json'])(
    '%s',
    async (flag) => {
      const { out, code } = await run(`endpoints shop/mysql --demo ${flag}`);
      const answer = JSON.parse(out);
      expect(answer).toMatchObject({ version: 1, command: 'endpoints', cluster: 'demo' });
      expect(answer.counts).toMatchObject({ total: 3, ready: 3 });
      expect([answer.sections, answer.actions, code]).toEqual([undefined, undefined, 0]);
    },
  );

  test.each([
    ['endpoints -o json', 2, 'usage'],
    ['nonsense -o json', 2, 'usage'],
    ['endpoints nobody -n shop --demo -o json', 1, 'not-found'],
  ])('an error is JSON too: %s', async (line, code, kind) => {
    const result = await run(line);
    expect(JSON.parse(result.out)).toMatchObject({ version: 1, error: { kind } });
    expect(result.code).toBe(code);
  });

  test('holds no character that a terminal would obey, and still says the same', async () => {
    const { out } = await run('endpoints a\u202eb\u009b2J --demo -o json');
    expect(out).not.toMatch(/\p{Cf}|[\u007f-\u009f]/u);
    expect(JSON.parse(out).error.kind).toBe('usage');
  });
});

describe('told what to do instead', () => {
  test.each([
    ['list --demo -o yaml', 'There is no output format `yaml`.', 'Use `-o text` or `-o json`.'],
    ['list --scenario shopp', 'There is no scenario `shopp`.', 'Did you mean `shop`?'],
    ['list --demo --config x', '`--demo` and `--config` contradict', 'leave one of them out'],
    ['list --scenario shop --context x', '`--scenario` and `--context` contradict', 'leave one'],
    ['list --config x --context y', '`--config` and `--context` contradict', 'leave one'],
    ['list --config /nowhere/x.yaml', 'no configuration at `/nowhere/x.yaml`', 'PORTOLAN_CONFIG'],
    ['list --demo --wide', '`list` has no option `--wide`.', 'Usage: `list'],
  ])('%s', async (line, what, hint) => {
    const { out, code } = await run(line);
    expect(out).toContain(what);
    expect(out).toContain(hint);
    expect(code).toBe(2);
  });

  test('a broken configuration names file and line, but does not keep anybody from help', async () => {
    const path = join(directory, 'broken.yaml');
    await writeFile(path, 'version: 2\nclusters: 7\n');
    const { out, code } = await run(`list --config ${path}`);
    expect(out).toMatch(/^! \S+broken\.yaml:1: .*\n {2}\S+broken\.yaml:2: /s);
    expect(code).toBe(2);
    expect((await run('help', { env: { PORTOLAN_CONFIG: path } })).code).toBe(0);
  });

  test('an unknown context is no stack trace', async () => {
    const kubeconfig = join(directory, 'kubeconfig');
    const cluster = { name: 'c', cluster: { server: 'http://127.0.0.1:1' } };
    const contexts = [{ name: 'known', context: { cluster: 'c', user: '' } }];
    await writeFile(kubeconfig, JSON.stringify({ clusters: [cluster], contexts, users: [] }));
    process.env.KUBECONFIG = kubeconfig;
    const { out, code, lines } = await run('list --context unknown');
    delete process.env.KUBECONFIG;
    expect(out).toMatch(/`unknown`/);
    expect([2, 3]).toContain(code);
    expect(lines.filter((text) => text.includes('a bug'))).toEqual([]);
  });
});

test('help tells the terminal’s own options', async () => {
  const { out } = await run('help endpoints');
  expect(out).toContain('-o, --output <text|json>');
  expect(out).toContain('--demo');
});

describe('the next command', () => {
  test.each([
    ['endpoints search -n shop --demo', 'Next: portolan list -n shop --demo  # List Services'],
    ['--scenario shop list -n shpo', 'Next: portolan list -n shop --scenario shop'],
  ])('asks the same place: %s', async (line, next) => {
    expect((await run(line)).out.split('\n')).toContain(next);
  });

  test('is never the same again', async () => {
    expect((await run('list -n shop --demo')).out).not.toContain('Re-run');
  });
});

describe('colour', () => {
  const sequence = '\u001b[';
  test.each<[Terminal, boolean]>([
    [{ isTTY: false }, false],
    [{ isTTY: true }, true],
    [{ isTTY: true, env: { NO_COLOR: '1' } }, false],
    [{ isTTY: true, env: { TERM: 'dumb' } }, false],
    [{ isTTY: false, env: { FORCE_COLOR: '1' } }, true],
  ])('%o: %s', async (terminal, isColored) => {
    expect((await run('help', terminal)).out.includes(sequence)).toBe(isColored);
  });
});
