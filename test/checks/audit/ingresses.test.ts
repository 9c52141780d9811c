/** Rules about Ingresses and who serves them. */
import { expect, test } from 'vitest';
import { controllerSupported } from '../../../src/checks/audit/controller-supported.ts';
import { corsOriginNarrow } from '../../../src/checks/audit/cors-origin-narrow.ts';
import { ingressTlsPresent } from '../../../src/checks/audit/ingress-tls-present.ts';
import type { Ingress } from '../../../src/objects/ingress.ts';
import { alb, ingress, nginx, say } from './world.ts';

type Rows = [what: string, ingresses: Ingress[], said: string[]][];

const cors = (more: Record<string, string> = {}, className = 'nginx') => [
  ingress({ className, annotations: nginx({ 'enable-cors': 'true', ...more }) }),
];
const anybody = 'scripts of any website may read its answers';
const refuse =
  '; credentials are allowed too, which browsers refuse with `*`, so that logged-in calls fail';
const origins: Rows = [
  [
    'switched on, and nothing more',
    cors(),
    [`medium ingress shop/web: names no origin, which means \`*\`: ${anybody}${refuse}`],
  ],
  [
    'any, without credentials',
    cors({ 'cors-allow-origin': 'https://a.example, *', 'cors-allow-credentials': 'false' }),
    [`medium ingress shop/web: allows the origin \`*\`: ${anybody}`],
  ],
  ['named', cors({ 'cors-allow-origin': 'https://a.example' }), ['ok']],
  ['a domain', cors({ 'cors-allow-origin': 'https://*.example.com' }), ['ok']],
  ['off', [ingress()], ['ok']],
  ['an annotation that its controller does not know', cors({}, 'traefik'), ['skipped']],
];

test.each(origins)('cors-origin-narrow: %s', (_, ingresses, said) => {
  expect(say(corsOriginNarrow, { ingresses })).toEqual(said);
});

const secured = { tls: [{ hosts: ['shop.example.com'], secretName: 'cert' }] };
const bare = 'ingress shop/web: no TLS for `shop.example.com`';
const traefik = (name: string, value: string) => ({
  className: 'traefik',
  annotations: { [`traefik.ingress.kubernetes.io/router.${name}`]: value },
});
const facing = { scheme: 'internet-facing' };
const hosts: Rows = [
  ['none', [ingress()], [`high ${bare}`]],
  ['its own', [ingress(secured)], ['ok']],
  ['a wildcard', [ingress({ tls: [{ hosts: ['*.example.com'] }] })], ['ok']],
  ['for all hosts', [ingress({ tls: [{ secretName: 'cert' }] })], ['ok']],
  ['of another host', [ingress({ tls: [{ hosts: ['example.com'] }] })], [`high ${bare}`]],
  ['in another Ingress', [ingress(), ingress({ name: 'b', ...secured })], ['ok']],
  ['passed through', [ingress({ annotations: nginx({ 'ssl-passthrough': 'true' }) })], ['ok']],
  ['a canary', [ingress({ annotations: nginx({ canary: 'true' }) })], ['ok']],
  ['served by nobody', [ingress({ className: 'nope' })], ['ok']],
  ['an unknown controller', [ingress({ className: 'other' })], [`medium ${bare}`]],
  [
    'a name of inside',
    [ingress({ host: 'shop.internal' })],
    ['low ingress shop/web: no TLS for `shop.internal`'],
  ],
  ['no host', [ingress({ host: undefined })], ['medium ingress shop/web: no TLS for any host']],
  ['ALB, inside', [ingress({ className: 'alb' })], [`medium ${bare}`]],
  ['ALB, outside', [ingress({ className: 'alb', annotations: alb(facing) })], [`high ${bare}`]],
  [
    'ALB with a certificate',
    [ingress({ className: 'alb', annotations: alb({ ...facing, 'certificate-arn': 'arn' }) })],
    ['ok'],
  ],
  [
    'ALB that finds its certificate',
    [ingress({ className: 'alb', annotations: alb({ 'listen-ports': '[{"HTTPS":443}]' }) })],
    ['ok'],
  ],
  [
    'ALB with the certificate of its group',
    [
      ingress({ className: 'alb', annotations: alb({ 'group.name': 'g' }) }),
      ingress({
        name: 'b',
        className: 'alb',
        annotations: alb({ 'group.name': 'g', 'certificate-arn': 'arn' }),
      }),
    ],
    ['ok'],
  ],
  ['Traefik', [ingress({ className: 'traefik' })], [`low ${bare}`]],
  ['Traefik with TLS', [ingress(traefik('tls', 'true'))], ['ok']],
  ['Traefik’s websecure', [ingress(traefik('entrypoints', 'websecure'))], ['ok']],
  ['Traefik’s web', [ingress(traefik('entrypoints', 'web'))], [`low ${bare}`]],
  [
    'GKE’s certificates',
    [
      ingress({
        className: 'gce',
        annotations: { 'networking.gke.io/managed-certificates': 'cert' },
      }),
    ],
    ['ok'],
  ],
  ['no Ingress', [], ['skipped']],
];

test.each(hosts)('ingress-tls-present: %s', (_, ingresses, said) => {
  expect(say(ingressTlsPresent, { ingresses })).toEqual(said);
});

const retired = 'is served by ingress-nginx, retired since March 2026;';
const controllers: Rows = [
  [
    'ingress-nginx',
    [ingress(), ingress({ name: 'b' })],
    [`high ingressclass nginx: ${retired} 2 Ingresses use it: \`shop/web\` and \`shop/b\``],
  ],
  [
    'a second one',
    [ingress({ className: 'inside' })],
    [`high ingressclass inside: ${retired} 1 Ingress uses it: \`shop/web\``],
  ],
  ['F5’s', [ingress({ className: 'f5' })], ['ok']],
  ['others', [ingress({ className: 'alb' }), ingress({ className: 'traefik' })], ['ok']],
];

test.each(controllers)('controller-supported: %s', (_, ingresses, said) => {
  expect(say(controllerSupported, { ingresses })).toEqual(said);
});
