/** Rules about Services that are open to the outside. */
import { expect, test } from 'vitest';
import { loadBalancerFronted } from '../../../src/checks/audit/load-balancer-fronted.ts';
import { noCriticalNodePort } from '../../../src/checks/audit/no-critical-node-port.ts';
import type { World } from '../../../src/checks/audit/rule.ts';
import { sessionAffinitySound } from '../../../src/checks/audit/session-affinity-sound.ts';
import { sourceIpKept } from '../../../src/checks/audit/source-ip-kept.ts';
import { service } from '../../network/objects.ts';
import { alb, annotated, ingress, named, nginx, ownedPod, say } from './world.ts';

type Rows = [what: string, world: Partial<World>, said: string[]][];

const open = { type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] };
const action = JSON.stringify({
  type: 'forward',
  forwardConfig: { targetGroups: [{ serviceName: 'api', servicePort: 80 }] },
});
const byAction = { name: 'split', port: { name: 'use-annotation' } };
const answers = 'service shop/api: answers on port 30080 of every node';

const nodePorts: Rows = [
  ['a NodePort', { services: [service(open)] }, [`medium ${answers}`]],
  [
    'one with a database behind it',
    { services: [service(open)], pods: [ownedPod('db-0', {}, 'StatefulSet db')] },
    [`high ${answers}, and data is kept there`],
  ],
  [
    'one of a database’s port',
    { services: [service({ ...open, ports: [{ port: 5432, nodePort: 30_080 }] })] },
    [`high ${answers}, and data is kept there`],
  ],
  [
    'one that an Ingress serves already',
    { services: [service(open)], ingresses: [ingress()] },
    [`medium ${answers}, also past Ingress \`web\``],
  ],
  [
    'one without a port yet',
    { services: [service({ type: 'NodePort', ports: [{ port: 80 }] })] },
    ['medium service shop/api: is a NodePort Service with 1 port'],
  ],
  [
    'ALB needs it, without target-type',
    { services: [service(open)], ingresses: [ingress({ className: 'alb' })] },
    ['ok'],
  ],
  [
    'ALB needs it, by an action',
    {
      services: [service(open)],
      ingresses: [
        ingress({
          className: 'alb',
          annotations: alb({ 'target-type': 'instance', 'actions.split': action }),
          backend: byAction,
        }),
      ],
    },
    ['ok'],
  ],
  [
    'ALB that sends to pods needs none',
    {
      services: [service(open)],
      ingresses: [ingress({ className: 'alb', annotations: alb({ 'target-type': 'ip' }) })],
    },
    [`medium ${answers}, also past Ingress \`web\``],
  ],
  [
    'GKE needs it',
    { services: [service(open)], ingresses: [ingress({ className: 'gce' })] },
    ['ok'],
  ],
  [
    'GKE takes Ingresses without a class',
    { services: [service(open)], ingresses: [ingress({ className: '' })] },
    ['ok'],
  ],
  ['an Ingress controller on bare metal', { services: [named('ingress-nginx', open)] }, ['ok']],
  [
    'a network load balancer of AWS',
    { services: [annotated({ 'service.beta.kubernetes.io/aws-load-balancer-type': 'x' }, open)] },
    ['ok'],
  ],
  ['a ClusterIP', { services: [service()] }, ['skipped']],
];

test.each(nodePorts)('no-critical-node-port: %s', (_, world, said) => {
  expect(say(noCriticalNodePort, world)).toEqual(said);
});

const web = { type: 'LoadBalancer', ports: [{ name: 'http', port: 80 }] };
const balancers: Rows = [
  ['one for web traffic', { services: [named('api', web)] }, ['ok']],
  [
    'one each',
    { services: [named('api', web), named('web', web)] },
    ['low namespace shop: 2 Services each have a load balancer for web traffic: `api` and `web`'],
  ],
  [
    'one beside its Ingress',
    { services: [named('api', web)], ingresses: [ingress()] },
    ['medium service shop/api: has a load balancer of its own, past Ingress `web`'],
  ],
  [
    'a door and one more',
    { services: [named('ingress-nginx-controller', web), named('web', web)] },
    ['ok'],
  ],
  [
    'ports that no Ingress takes',
    {
      services: ['mqtt', 'dns'].map((name) =>
        named(name, { ...web, ports: [{ port: 1883 }, { port: 53, protocol: 'UDP' }] }),
      ),
    },
    ['ok'],
  ],
  ['no LoadBalancer', { services: [service(open)] }, ['skipped']],
];

test.each(balancers)('load-balancer-fronted: %s', (_, world, said) => {
  expect(say(loadBalancerFronted, world)).toEqual(said);
});

const aws = 'service.beta.kubernetes.io/aws-load-balancer-';
const lost = 'its pods may see nodes instead of clients';
const addresses: Rows = [
  ['Cluster by default', { services: [service(web)] }, [`low service shop/api: ${lost}`]],
  [
    'an Ingress controller’s',
    { services: [named('traefik', { ...web, externalTrafficPolicy: 'Cluster' })] },
    [`medium service shop/traefik: ${lost}, and whoever stands behind them too`],
  ],
  ['Local', { services: [service({ ...web, externalTrafficPolicy: 'Local' })] }, ['ok']],
  ['PROXY protocol', { services: [annotated({ [`${aws}proxy-protocol`]: '*' }, web)] }, ['ok']],
  [
    'PROXY protocol of others',
    { services: [annotated({ 'load-balancer.hetzner.cloud/uses-proxyprotocol': 'true' }, web)] },
    ['ok'],
  ],
  [
    'PROXY protocol switched off',
    { services: [annotated({ 'load-balancer.hetzner.cloud/uses-proxyprotocol': 'false' }, web)] },
    [`low service shop/api: ${lost}`],
  ],
  ['pods as targets', { services: [annotated({ [`${aws}nlb-target-type`]: 'ip' }, web)] }, ['ok']],
  [
    'EKS Auto Mode',
    { services: [service({ ...web, loadBalancerClass: 'eks.amazonaws.com/nlb' })] },
    ['ok'],
  ],
  ['HTTP', { services: [annotated({ [`${aws}backend-protocol`]: 'http' }, web)] }, ['ok']],
  ['a NodePort', { services: [service(open)] }, ['skipped']],
];

test.each(addresses)('source-ip-kept: %s', (_, world, said) => {
  expect(say(sourceIpKept, world)).toEqual(said);
});

const sticky = { sessionAffinity: 'ClientIP' };
const keeps = 'medium service shop/api: keeps clients by address, but';
const affinities: Rows = [
  ['inside the cluster', { services: [service(sticky)] }, ['ok']],
  [
    'behind ingress-nginx',
    { services: [service(sticky)], ingresses: [ingress()] },
    [
      'medium service shop/api: keeps clients by address, which does nothing for those of Ingress `web`: ingress-nginx picks the pods itself',
    ],
  ],
  [
    'behind ingress-nginx that goes through the Service',
    {
      services: [service(sticky)],
      ingresses: [ingress({ annotations: nginx({ 'service-upstream': 'true' }) })],
    },
    [`${keeps} those of Ingress \`web\` come from the controller’s, or past the Service`],
  ],
  [
    'behind another Service’s Ingress',
    { services: [service(sticky)], ingresses: [ingress({ backend: { name: 'web' } })] },
    ['ok'],
  ],
  [
    'behind PROXY protocol',
    { services: [annotated({ [`${aws}proxy-protocol`]: '*' }, { ...web, ...sticky })] },
    [`${keeps} its load balancer speaks PROXY protocol: nodes see the balancer’s own`],
  ],
  ['headless', { services: [service({ ...sticky, clusterIP: 'None' })] }, ['skipped']],
  ['none', { services: [service()] }, ['skipped']],
];

test.each(affinities)('session-affinity-sound: %s', (_, world, said) => {
  expect(say(sessionAffinitySound, world)).toEqual(said);
});
