import { awsAlb } from '../../src/canary/aws-alb.ts';
import { keepsTheContract } from './provider.contract.ts';

const key = 'alb.ingress.kubernetes.io/actions.api';
const path = '/metadata/annotations/alb.ingress.kubernetes.io~1actions.api';
const set = (value: string) => ({ op: 'add' as const, path, value });

/** As the demo has it. */
const plain = (stable: number, canary: number) =>
  `{"type":"forward","forwardConfig":{"targetGroups":[{"serviceName":"api-service","servicePort":80,"weight":${stable}},{"serviceName":"api-canary","servicePort":80,"weight":${canary}}]}}`;

/** Line ends, spaces, escapes, fields that nobody here knows, and a target group of somebody else's. */
const odd = (stable: number, canary: number) => `{
  "type" : "forward", "unknown": [1.0, "\\u00e9"],
  "forwardConfig": { "targetGroups": [
    { "weight":${stable}, "serviceName": "api-service", "servicePort": "80" },
    { "serviceName": "api-canary", "servicePort": 80,\t"weight" :  ${canary} },
    { "targetGroupARN": "arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/old/0a", "weight": 0 }
  ], "targetGroupStickinessConfig": { "enabled": true, "durationSeconds": 200 } }
}
`;

const line = (before: string, after: string) =>
  `/metadata/annotations/${key}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`;

keepsTheContract('aws-alb', {
  provider: awsAlb,
  object: { kind: 'ingresses', namespace: 'shop-alb', name: 'shop' },
  place: 'actions.api',
  seasoning: [
    set(odd(80, 20)),
    { op: 'add', path: '/metadata/annotations/example.com~1note', value: ' kept as it is ' },
  ],
  changes: [line(plain(80, 20), plain(70, 30))],
  seasoned: [line(odd(80, 20), odd(70, 30))],
  drifts: [
    ['a weight was changed', [set(plain(90, 10))]],
    ['only its format was changed', [set(odd(80, 20))]],
    ['the action is gone', [{ op: 'remove', path }]],
  ],
});
