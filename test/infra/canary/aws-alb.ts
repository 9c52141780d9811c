import {
  add,
  annotation,
  type Change,
  ofEveryKind,
  remove,
  replace,
  type Subject,
} from './case.ts';
import { inIngress, ofIngresses } from './ingress-nginx.ts';

const key = 'alb.ingress.kubernetes.io/actions.api';
const action = annotation(key);

/** Written by a person, with spaces and a name that looks like what is looked for. */
const before = `{ "type": "forward", "forwardConfig": {"targetGroups": [
  {"serviceName": "api-service", "servicePort": 80, "weight" : 80},
  {"serviceName": "weight", "servicePort": "http", "weight":20},
  {"targetGroupARN": "arn:aws:x"}
], "targetGroupStickinessConfig": {"enabled": false}}, "note": "\\"weight\\": 7" }`;

function changed(what: string, ...pairs: [from: string, to: string][]): Change {
  const after = pairs.reduce((text, [from, to]) => text.replace(from, to), before);
  if (after === before) throw new Error(`nothing changes for ${what}`);
  return [what, replace(action, after)];
}

const canary = '{"serviceName": "weight", "servicePort": "http", "weight":20}';
const last = '{"targetGroupARN": "arn:aws:x"}';

export const albIngress: Subject = {
  name: 'an Ingress of an AWS load balancer',
  object: inIngress.ingress('policy-alb', { [key]: before }),
  served: inIngress.served,
  policy: inIngress.policy,
  passes: [
    changed('weights', [' 80}', ' 70}'], [':20}', ':30}']),
    changed('a weight of nothing', [':20}', ':0}']),
    changed('the largest weight', [':20}', ':999}']),
    changed('a weight with a space', [':20}', ': 21}']),
  ],
  refused: [
    ...ofEveryKind,
    ...ofIngresses,
    changed('a weight over 999', [':20}', ':1000}']),
    changed('a weight below nothing', [':20}', ':-1}']),
    changed('a weight with a fraction', [':20}', ':2.5}']),
    changed('a weight with an exponent', [':20}', ':2e1}']),
    changed('a weight in quotes', [':20}', ':"20"}']),
    changed('a weight with a zero before it', [':20}', ':020}']),
    changed('no weight', [':20}', '}']),
    changed('an empty weight', [':20}', ':}']),
    changed('a weight more', ['"arn:aws:x"', '"arn:aws:x", "weight": 5']),
    changed('a number in a string', ['\\"weight\\": 7', '\\"weight\\": 8']),
    changed('a backend', ['"api-service"', '"api-canary"']),
    changed('a port', ['"servicePort": 80', '"servicePort": 81']),
    changed('a type', ['"forward"', '"redirect"']),
    changed('stickiness', ['false', 'true']),
    changed('a target group less', [`,\n  ${last}`, '']),
    changed('a target group more', [last, `${last}, ${last}`]),
    changed('another order', [canary, last], [`${last}\n]`, `${canary}\n]`]),
    changed('a space elsewhere', ['{ "type"', '{"type"']),
    changed('a weight and a backend', [':20}', ':30}'], ['"api-service"', '"api-canary"']),
    ['another action', add(annotation('alb.ingress.kubernetes.io/actions.web'), before)],
    ['an action less', remove(action)],
    ['conditions', add(annotation('alb.ingress.kubernetes.io/conditions.api'), '[{"weight":1}]')],
    ['a group', add(annotation('alb.ingress.kubernetes.io/group.name'), 'shop')],
  ],
};
