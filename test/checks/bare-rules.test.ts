/** Rules that name a host and no path: who takes what comes for it. */
import { expect, test } from 'vitest';
import { ingressBackendExists } from '../../src/checks/ingress-backend-exists.ts';
import { ingress, judged, nginx, serviceOf } from './objects-ingress.ts';

const web = serviceOf('web', [{ name: 'http', port: 80 }]);
const known = { ingressClasses: [nginx], backendServices: [web] };

test.each([
  ['alone', [], undefined, 'problem', /no paths, so that all .* the Ingress has none/],
  ['beside another rule', ['web:80'], undefined, 'warning', /`bare\.example\.com` has no paths/],
  ['with a default backend', [], 'web:80', 'ok', /^`shop\/web` exists; its rule for `bare/],
])('a rule without paths, %s', (_, others, fallback, status, words) => {
  const [service = '', port] = (fallback ?? '').split(':');
  const own = others.flatMap((one) => ingress({ paths: { '/': one } }).spec.rules);
  const spec = {
    rules: [{ host: 'bare.example.com' }, ...own],
    ...(fallback && {
      defaultBackend: { service: { name: service, port: { number: Number(port) } } },
    }),
  };
  const given = { ...known, ingresses: [ingress({ spec })] };
  const finding = judged(ingressBackendExists, given);
  expect(finding.status).toBe(status);
  expect(finding.summary).toMatch(words);
  const beside = ingress({ name: 'beside', host: 'bare.example.com' });
  const joined = { ...given, ingresses: [...given.ingresses, beside] };
  expect(judged(ingressBackendExists, joined).summary).not.toMatch(/no paths/);
});
