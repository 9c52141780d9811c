import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config-parse.ts';
import { refusal, wrong } from './refusal.ts';

describe('an error names the line, the path, what was expected and what was found', () => {
  const cases: [name: string, text: string, lines: string[]][] = [
    ['a list for the whole', '- a', ['1: expected a mapping, found a list']],
    ['a text for the whole', 'hello', ['1: expected a mapping, found the text `hello`']],
    [
      'another version',
      'version: 2\nclusters: {a: {}}',
      ['1: version: expected 1, found the number `2`'],
    ],
    ['a key that is missing', 'version: 1', ['1: clusters: missing; expected a mapping']],
    [
      'no cluster',
      'version: 1\nclusters: {}',
      ['2: clusters: expected at least one cluster, found an empty mapping'],
    ],
    [
      'a cluster without a value',
      'version: 1\nclusters:\n  main:\n',
      [
        '3: clusters.main: expected a mapping, {} for the current context of the kubeconfig, found nothing',
      ],
    ],
    [
      'an unknown key near a known one',
      'version: 1\nclusters: {a: {}}\ndefault_cluster: a',
      ['3: default_cluster: unknown key, did you mean `defaultCluster`?'],
    ],
    [
      'an unknown key near none',
      'version: 1\nclusters:\n  a:\n    colour: red',
      [
        '4: clusters.a.colour: unknown key; known here: `kubeconfig`, `context`, `mint`, `inCluster`, `server`, `caFile`, `tokenFile`, `eks`',
      ],
    ],
    [
      'keys of two kinds of cluster',
      'version: 1\nclusters:\n  a:\n    server: https://x\n    caFile: y\n    context: z',
      ['6: clusters.a.context: does not go together with `server`, `caFile`, `tokenFile`, `mint`'],
    ],
    [
      'a wrong value in the kind of cluster that was meant',
      'version: 1\nclusters:\n  a: { inCluster: false }\n  b: { server: nowhere }\ndefaultCluster: a',
      [
        '3: clusters.a.inCluster: expected true, found the boolean `false`',
        '4: clusters.b.server: expected an address such as https://10.0.0.1:6443, found the text `nowhere`',
      ],
    ],
    [
      'wrong ids and names',
      `version: 1
slack:
  teams: [T1, team]
  command: svc
  channels:
    general: {}
    C2: { namespace: 12 }
clusters:
  Main: {}`,
      [
        '3: slack.teams.1: expected a team id such as T0123ABCD, found the text `team`',
        '4: slack.command: expected a slash command such as /svc, found the text `svc`',
        "6: slack.channels: expected a channel id such as C0123ABCD, or '*', found the text `general`",
        '7: slack.channels.C2.namespace: expected a text, found the number `12`',
        '9: clusters: expected a name of lower-case letters, digits and -, found the text `Main`',
      ],
    ],
    [
      'an item of a list on its own line',
      'version: 1\nclusters: {a: {}}\nslack:\n  channels: {}\n  teams:\n    - T1\n    - t2',
      ['7: slack.teams.1: expected a team id such as T0123ABCD, found the text `t2`'],
    ],
    [
      'a key given twice, with whatever else is wrong',
      'version: 1\nclusters: {a: {}}\nversion: 2',
      ['3: `version`: given twice', '3: version: expected 1, found the number `2`'],
    ],
    ['tabs', 'version: 1\nclusters:\n\ta: {}', ['3: expected spaces as indentation, found a tab']],
    [
      'two documents',
      'version: 1\nclusters: {a: {}}\n---\nversion: 1',
      ['3: expected one document, found a second one (---)'],
    ],
    [
      'a second colon',
      'version: 1\nclusters: a: b',
      ["2: expected one value, found a second ': '; put a text that holds it in quotes"],
    ],
    [
      'an alias of nothing',
      'version: 1\nclusters:\n  a: *b',
      ['3: `*b`: no anchor of this name stands before it'],
    ],
    [
      'an unknown default',
      'version: 1\nclusters: {main: {}}\ndefaultCluster: man',
      ['3: defaultCluster: expected one of `main`, found the text `man`'],
    ],
    [
      "a channel's unknown cluster",
      'version: 1\nclusters: {main: {}}\nslack:\n  teams: [T1]\n  channels:\n    C1:\n      cluster: man',
      ['7: slack.channels.C1.cluster: expected one of `main`, found the text `man`'],
    ],
    [
      'several clusters and no default',
      'version: 1\nclusters:\n  east: {}\n  west: {}\n',
      [
        '1: defaultCluster: missing; expected one of `east`, `west`, because there are several clusters, and not every channel says which',
      ],
    ],
  ];

  it.each(cases)('%s', async (_name, text, lines) => {
    expect(await wrong(text)).toEqual(lines.map((line) => `portolan.yaml:${line}`));
  });

  it('where YAML itself has no better words', async () => {
    expect(await wrong('version: [1,\nclusters: !')).toContainEqual(
      expect.stringMatching(/^portolan\.yaml:\d+: not YAML: ./),
    );
  });

  it('for five at once, and counts the rest', async () => {
    const keys = Array.from({ length: 8 }, (_, index) => `unheard${index}: 1`).join('\n');
    const lines = await wrong(`version: 1\nclusters: {a: {}}\n${keys}`);
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatch(/^portolan\.yaml:3: unheard0: /);
    expect(lines[5]).toBe('and 3 more');
  });

  it('and shows no secret that was put there by mistake', async () => {
    const token = ['xoxb', '12345', 'abcdef'].join('-');
    const slack = `slack: { teams: [${token}], channels: {}, botToken: ${token} }`;
    const lines = await wrong(`version: 1\nclusters: {a: {}}\n${slack}`);
    expect(lines.join('\n')).not.toContain('abcdef');
    expect(lines[1]).toContain('secrets come from the environment');
  });

  it.each(['', '# nothing yet\n', '---\n'])(
    'but an empty file gets an example: %j',
    async (text) => {
      const error = await refusal(() => parseConfig(text, 'portolan.yaml'));
      expect(error.message).toBe('`portolan.yaml` is empty.');
      expect(error.hint).toContain('version: 1\nclusters:\n  main: {}');
    },
  );
});
