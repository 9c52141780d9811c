import { describe, expect, test } from 'vitest';
import {
  matchesFields,
  parseFieldSelector,
} from '../../../src/playground/cluster/field-selector.ts';
import {
  matchesLabels,
  parseLabelSelector,
} from '../../../src/playground/cluster/label-selector.ts';
import { createResources } from '../../../src/playground/cluster/resources.ts';

const labels = { app: 'api', tier: 'web', 'example.com/rank': '5' };

describe('a label selector', () => {
  const cases: [string, boolean][] = [
    ['', true],
    ['app=api', true],
    ['app==api,tier=web', true],
    ['app=api,tier=db', false],
    ['app!=api', false],
    ['nosuch!=api', true],
    ['app in (web, api)', true],
    ['app notin (web,api)', false],
    ['nosuch notin (web)', true],
    ['app', true],
    ['!app', false],
    ['!nosuch', true],
    ['nosuch=', false],
    ['example.com/rank>4', true],
    ['example.com/rank<4', false],
    ['nosuch in ()', false],
  ];
  test.each(cases)('%j selects: %j', (text, expected) => {
    expect(matchesLabels(parseLabelSelector(text), labels)).toBe(expected);
  });

  const errors: [string, string][] = [
    ['app===x', "unable to parse requirement: found '=', expected: identifier"],
    ['app in web', "unable to parse requirement: found 'web', expected: '('"],
    ['app=a b', "found 'b', expected: ',' or 'end of string'"],
    ['app,', "found '', expected: identifier after ','"],
    ['rank>many', "for 'Gt', 'Lt' operators, the value must be an integer"],
    ['-app=x', 'name part must consist of alphanumeric characters'],
    ['app=-x', 'a valid label must be an empty string or consist of alphanumeric characters'],
  ];
  test.each(errors)('%j is refused: %s', (text, message) => {
    expect(() => parseLabelSelector(text)).toThrow(message);
  });
});

describe('a field selector', () => {
  const pod = createResources().of({ apiVersion: 'v1', kind: 'Pod' });
  const ingress = createResources().of({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' });
  const object = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'api-1', namespace: 'shop' },
    spec: { nodeName: 'node-1' },
    status: { phase: 'Running' },
  };
  const cases: [string, boolean][] = [
    ['', true],
    ['metadata.name=api-1', true],
    ['metadata.namespace!=shop', false],
    ['spec.nodeName==node-1,status.phase=Running', true],
    ['status.phase!=Running', false],
    ['status.podIP=', true],
  ];
  test.each(cases)('%j selects: %j', (text, expected) => {
    expect(matchesFields(parseFieldSelector(text, pod), object)).toBe(expected);
  });

  test('knows the fields of each resource', () => {
    expect(() => parseFieldSelector('spec.x=1', pod)).toThrow('field label not supported: spec.x');
    expect(() => parseFieldSelector('spec.x=1', ingress)).toThrow(
      '"spec.x" is not a known field selector: only "metadata.name", "metadata.namespace"',
    );
    expect(() => parseFieldSelector('nonsense', pod)).toThrow("invalid selector: 'nonsense'");
  });
});
