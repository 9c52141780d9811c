import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { parseConfig } from '../../src/config-parse.ts';

describe('a configuration', () => {
  it('is read with what it leaves out filled in', () => {
    const text = 'version: 1\nslack:\n  teams: [T1]\n  channels: {C1: {}}\nclusters:\n  main: {}\n';
    expect(parseConfig(text, 'portolan.yaml')).toEqual({
      version: 1,
      slack: { teams: ['T1'], command: '/svc', channels: { C1: {} } },
      clusters: { main: {} },
      clusterDomain: 'cluster.local',
    });
  });

  it('may repeat a value with an anchor, and begin with a byte order mark', () => {
    const text =
      '\ufeffversion: 1\nclusters:\n  a: &one { context: x }\n  b: *one\ndefaultCluster: a';
    expect(parseConfig(text, 'x').clusters.b).toEqual({ context: 'x' });
  });

  it('may have several clusters without a default where every channel names its own', () => {
    const clusters = 'clusters: { east: {}, west: {} }';
    const slack = 'slack: { teams: [T1], channels: { C1: { cluster: east } } }';
    const { defaultCluster } = parseConfig(`version: 1\n${clusters}\n${slack}`, 'x');
    expect(defaultCluster).toBeUndefined();
  });

  it('is exemplified by portolan.yaml, which works as it stands', async () => {
    const config = await loadConfig({});
    expect(config.clusters).toEqual({ main: {} });
    expect(config.slack?.teams).toEqual(['T0123ABCD']);
  });
});
