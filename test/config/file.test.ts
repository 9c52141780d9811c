import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultConfig, findConfigPath, loadConfig } from '../../src/config.ts';
import { parseConfig } from '../../src/config-parse.ts';
import { refusal } from './refusal.ts';

describe('the file', () => {
  let directory = '';
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'portolan-config-'));
    await writeFile(join(directory, 'large.yaml'), `# ${'x'.repeat(1024 * 1024)}\n`);
    await writeFile(join(directory, 'latin.yaml'), Buffer.from([0x61, 0x3a, 0x20, 0xe4]));
    await writeFile(join(directory, 'good.yaml'), 'version: 1\nclusters: {good: {}}\n');
  });
  afterAll(() => rm(directory, { recursive: true }));

  it('is the one that PORTOLAN_CONFIG names', async () => {
    const config = await loadConfig({ PORTOLAN_CONFIG: join(directory, 'good.yaml') });
    expect(Object.keys(config.clusters)).toEqual(['good']);
  });

  it('may be JSON, as the build writes it, and is checked all the same', async () => {
    const path = join(directory, 'built.json');
    await writeFile(path, '{"version": 1, "clusters": {"good": {}}}');
    expect(await loadConfig({ PORTOLAN_CONFIG: path })).toEqual({
      ...defaultConfig(),
      clusters: { good: {} },
    });
    await writeFile(path, '{\n"version": 1,\n"clusters": {"good": {}},\n"defaultCluster": "bad"}');
    const error = await refusal(() => loadConfig({ PORTOLAN_CONFIG: path }));
    expect(error.message).toContain('built.json:4: defaultCluster: expected one of `good`');
    await writeFile(path, '{"version": ');
    await refusal(() => loadConfig({ PORTOLAN_CONFIG: path }));
  });

  it('is else portolan.yaml in the working directory', () => {
    expect(findConfigPath({ PORTOLAN_CONFIG: '' })).toBe('portolan.yaml');
  });

  it('may be absent: then it is the current kubeconfig and nothing of Slack', async () => {
    expect(findConfigPath({}, directory)).toBeUndefined();
    expect(await loadConfig({}, directory)).toEqual(defaultConfig());
    expect(defaultConfig()).toEqual({
      version: 1,
      clusters: { current: {} },
      clusterDomain: 'cluster.local',
    });
  });

  it.each([
    ['missing.yaml', 'There is no configuration at'],
    ['', 'is a directory'],
    ['large.yaml', 'is larger than 1 MB'],
    ['latin.yaml', 'is not a text in UTF-8'],
    ['good.yaml/below', 'cannot be read (ENOTDIR)'],
  ])('that cannot be used is told with its full path: %j', async (file, what) => {
    const path = join(directory, file);
    const error = await refusal(() => loadConfig({ PORTOLAN_CONFIG: path }));
    expect(error.message).toContain(what);
    expect(error.message).toContain(directory);
    expect(error.hint).toContain('PORTOLAN_CONFIG');
    parseConfig(error.hint.slice(error.hint.indexOf('version:')), 'the example in the hint');
  });
});
