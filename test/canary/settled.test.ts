import { expect, test } from 'vitest';
import { providers } from '../../src/canary/registry.ts';
import type { JsonObject } from '../../src/patch.ts';
import { routeWith } from './routes.ts';

const appliedAt = '2026-03-01T10:00:00Z';

function settled(name: string, object: object) {
  const provider = providers.find((one) => one.name === name);
  return provider?.settled(routeWith(), { object: object as JsonObject, events: [], appliedAt });
}

test.each(['ingress-nginx', 'traefik'])('%s does not say which weights it uses', (name) => {
  expect(settled(name, {})).toEqual({
    is: 'unknown',
    why: expect.stringMatching(/ does not say which weights it uses; it usually takes a change /),
  });
});

interface Said {
  type?: string;
  status?: string;
  reason?: string;
  generation?: number | null;
}

const condition = ({
  type = 'Accepted',
  status = 'True',
  reason = type,
  generation = 3,
}: Said) => ({
  type,
  status,
  reason,
  message: '',
  ...(generation !== null && { observedGeneration: generation }),
});

const both = (more: Said = {}) => [condition(more), condition({ type: 'ResolvedRefs', ...more })];

function entry(name: string, conditions: object[], controllerName = 'example.com/envoy') {
  return { parentRef: { name }, controllerName, conditions };
}

function httpRoute(parents: object[], refs = ['web']) {
  const spec = { parentRefs: refs.map((name) => ({ name })), rules: [] };
  return { metadata: { name: 'r', namespace: 'shop', generation: 3 }, spec, status: { parents } };
}

const who = 'the controller of Gateway `shop/web`';
const final = { isFinal: true };
const partly = { type: 'PartiallyInvalid', reason: 'UnsupportedValue' };

const gateway: [sentence: string, object: object, is: string, why: string, more?: object][] = [
  ['taken', httpRoute([entry('web', both())]), 'yes', `${who} has taken it`],
  ['silence', httpRoute([]), 'no', 'no controller has said anything for Gateway `shop/web` yet'],
  [
    'an older version',
    httpRoute([entry('web', both({ generation: 2 }))]),
    'no',
    `${who} has not looked at the change yet`,
  ],
  [
    'half of it older',
    httpRoute([entry('web', [condition({}), condition({ type: 'ResolvedRefs', generation: 2 })])]),
    'no',
    `${who} has not looked at the change yet`,
  ],
  [
    'no version',
    httpRoute([entry('web', both({ generation: null }))]),
    'unknown',
    `${who} does not say which version it means`,
  ],
  [
    'one half only',
    httpRoute([entry('web', [condition({})])]),
    'no',
    `${who} is not done with it yet`,
  ],
  [
    'not decided',
    httpRoute([entry('web', both({ status: 'Unknown', reason: 'Pending' }))]),
    'no',
    `${who} is not done with it yet`,
  ],
  [
    'refused',
    httpRoute([entry('web', both({ status: 'False', reason: 'NotAllowedByListeners' }))]),
    'no',
    `${who} does not take it: no listener lets it in (NotAllowedByListeners)`,
    final,
  ],
  [
    'a backend that is missing',
    httpRoute([
      entry('web', [
        condition({}),
        condition({ type: 'ResolvedRefs', status: 'False', reason: 'BackendNotFound' }),
      ]),
    ]),
    'no',
    `${who} does not take it: a backend does not exist (BackendNotFound)`,
    final,
  ],
  [
    'an old refusal',
    httpRoute([entry('web', both({ status: 'False', generation: 2 }))]),
    'no',
    `${who} has not looked at the change yet`,
  ],
  [
    'a part of it',
    httpRoute([entry('web', [...both(), condition(partly)])]),
    'unknown',
    `${who} takes a part of the route: it uses a value that the controller does not support (UnsupportedValue)`,
  ],
  [
    'a predecessor’s leavings',
    httpRoute([entry('web', both({ generation: 1 }), 'example.com/old'), entry('web', both())]),
    'yes',
    `${who} has taken it`,
  ],
  [
    'all Gateways',
    httpRoute([entry('web', both()), entry('in', both())], ['web', 'in']),
    'yes',
    'the controllers of its 2 Gateways have taken it',
  ],
  [
    'one of two',
    httpRoute([entry('in', both())], ['web', 'in']),
    'no',
    'no controller has said anything for Gateway `shop/web` yet',
  ],
  ['no Gateway', httpRoute([], []), 'no', 'the route names no Gateway, so nobody serves it', final],
];

test.each(gateway)('an HTTPRoute’s status: %s', (_, object, is, why, more = {}) => {
  expect(settled('gateway-api', object)).toEqual({ is, why, ...more });
});
