/** Annotations of AWS load balancers: JSON, values, actions and the group that one of them stops. */
import { expect, test } from 'vitest';
import { ingressAnnotationsValid } from '../../src/checks/ingress-annotations-valid.ts';
import type { IngressWords } from '../network/routes/world.ts';
import { alb, verdictOn } from './objects-annotated.ts';
import { told } from './verdict.ts';

const on = (...words: IngressWords[]) => verdictOn(ingressAnnotationsValid, words);
const api: IngressWords = { paths: ['Prefix /api'], service: 'api' };

const action = (text: string, more: Record<string, string> = {}): IngressWords => ({
  className: 'alb',
  annotations: alb({ 'actions.web': text, ...more }),
  spec: {
    rules: [
      {
        http: {
          paths: [
            {
              path: '/',
              pathType: 'Prefix',
              backend: { service: { name: 'web', port: { name: 'use-annotation' } } },
            },
          ],
        },
      },
    ],
  },
});
const redirect = '{"type":"redirect","redirectConfig":{"statusCode":"HTTP_301"}}';
const weight = (of: number) =>
  `{"type":"forward","forwardConfig":{"targetGroups":[{"serviceName":"a","servicePort":80,"weight":${of}}]}}`;

const groups = (number: number) => {
  const group = { serviceName: 'a', servicePort: 80 };
  const targetGroups = Array.from({ length: number }, () => group);
  return JSON.stringify({ type: 'forward', forwardConfig: { targetGroups } });
};

test.each<[string, IngressWords[], string]>([
  ['JSON that ends too early', [action('{"type":"redirect"')], 'problem: .* is no JSON'],
  ['JSON that is no action', [action('{"Type":"redirect"}')], 'problem: .* is no action: `type`'],
  ['a weight of 1000', [action(weight(1000))], 'problem: .* has weight 1000'],
  [
    'a Service without its port',
    [action('{"type":"forward","forwardConfig":{"targetGroups":[{"serviceName":"a"}]}}')],
    'problem: .* names no `servicePort` of `a`',
  ],
  ['six groups', [action(groups(6))], 'problem: .* has 6 target groups, where AWS takes 5'],
  ['five groups', [action(groups(5))], '^ok'],
  ['ports', [action(redirect, { 'listen-ports': '[{HTTP: 80}]' })], 'problem: .* is no JSON'],
  [
    'a target type',
    [action(redirect, { 'target-type': 'pod' })],
    'problem: .* is `pod`, where `instance` or `ip`',
  ],
  [
    'another of the group',
    [
      { ...api, className: 'alb', annotations: alb({ 'group.name': 'g' }) },
      { ...action('{', { 'group.name': 'g' }), name: 'other' },
    ],
    'problem: .* of Ingress `shop/other` is no JSON .* IngressGroup `g`',
  ],
  [
    'a path without its action',
    [{ ...action(redirect), annotations: alb({ 'actions.webb': redirect }) }],
    'problem: .* no annotation `actions.web`, only `actions.webb`',
  ],
  [
    'an action without a path',
    [{ ...api, className: 'alb', annotations: alb({ 'actions.web': redirect }) }],
    'warning: .* does nothing',
  ],
  ['a misspelt name', [action(redirect, { 'target-typ': 'ip' })], 'warning: .* `target-type`'],
  ['an action that is used', [action(redirect)], '^ok'],
  ['a greatest weight', [action(weight(999))], '^ok'],
])('AWS, %s', (_, words, said) => {
  expect(told(on(...words))).toMatch(new RegExp(said));
});
