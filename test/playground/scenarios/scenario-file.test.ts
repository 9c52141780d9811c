import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { load } from './loaded.ts';

/** Writes scenario files to a folder of their own; returns the path of the first. */
function write(...texts: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'scenario-'));
  const paths = texts.map((text, index) => {
    const path = join(folder, `${index === 0 ? 'main' : `base-${index}`}.yaml`);
    writeFileSync(path, text);
    return path;
  });
  return paths[0] ?? '';
}

const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: default}\n';
const configMap = (name: string, value = 'a') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {key: ${value}}\n`;

describe('a scenario file', () => {
  it('builds on others: deletes, patches, replaces and adds', () => {
    const path = write(
      [
        'scenario:\n  extends: base-1\n  delete: [{kind: ConfigMap, name: gone}]\n  patch:\n' +
          '    - {kind: ConfigMap, name: edited, merge: {data: {key: null, other: b}}}\n',
        configMap('replaced', 'new'),
        configMap('added'),
      ].join('---\n'),
      [namespace, configMap('gone'), configMap('edited'), configMap('replaced')].join('---\n'),
    );
    const found = load(path).of('ConfigMap');
    expect(found.map(({ metadata, data }) => [metadata.name, data])).toEqual([
      ['added', { key: 'a' }],
      ['edited', { other: 'b' }],
      ['replaced', { key: 'new' }],
    ]);
  });

  it('may be unknown: the nearest is named, and all are listed', () => {
    expect(() => load('shpo')).toThrow(
      /no scenario "shpo"\n.*did you mean "shop"\?.*healthy, shop/,
    );
  });

  it.each<[what: string, files: string[], wanted: RegExp]>([
    ['YAML that does not parse', ['a: [1\nb: 2\n'], /main\.yaml:2: .*\nexpected valid YAML/],
    [
      'a document without kind',
      [`${namespace}---\napiVersion: v1\nmetadata: {name: x}\n`],
      /main\.yaml:5: incomplete object\nexpected kind/,
    ],
    [
      'an unknown word in the head',
      ['scenario: {extend: shop}\n'],
      /main\.yaml:1: "scenario" has extend\nexpected some of description, expect, extends/,
    ],
    [
      'an unknown kind',
      [namespace.replace('Namespace', 'Namespce')],
      /main\.yaml:1: unknown kind Namespce in v1\nthe nearest is Namespace/,
    ],
    ['a namespace that nobody declares', [configMap('a')], /main\.yaml:1: no namespace "default"/],
    [
      'a patch of what is not there',
      [
        `scenario:\n  extends: base-1\n  patch: [{kind: ConfigMap, name: nearly, merge: {}}]\n`,
        `${namespace}---\n${configMap('nearby')}`,
      ],
      /no ConfigMap \/nearly to change\nthe nearest is ConfigMap \/nearby/,
    ],
    [
      'a misspelt annotation',
      [
        `${namespace.replace('{name: default}', '')}  name: default\n  annotations: {playground.portolan.dev/readines: x}\n`,
      ],
      /unknown annotation playground.portolan.dev\/readines\nthe nearest is playground.portolan.dev\/readiness/,
    ],
    [
      'a circle',
      ['scenario: {extends: base-1}\n', 'scenario: {extends: main}\n'],
      /extends itself\n.*main\.yaml -> .*base-1\.yaml -> .*main\.yaml/,
    ],
  ])('with %s is refused with file, line and what was expected', (_what, files, wanted) => {
    expect(() => load(write(...files))).toThrow(wanted);
  });
});
