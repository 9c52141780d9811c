/**
 * Snippets, which ingress-nginx takes only where its ConfigMap says so.
 * https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/
 */
import type { Ingress } from '../../objects/ingress.ts';
import { code } from '../../report.ts';
import { addressesOf } from './ingress-class.ts';
import { sourceOf } from './ingress-entries.ts';
import { setting } from './ingress-nginx-effects.ts';
import type { RuleTrouble } from './trouble.ts';

const names = [
  'configuration-snippet',
  'server-snippet',
  'auth-snippet',
  'modsecurity-snippet',
  'stream-snippet',
];

const columns = [
  'NAMESPACE:.metadata.namespace',
  'NAME:.metadata.name',
  'SNIPPETS:.data.allow-snippet-annotations',
  'RISK:.data.annotations-risk-level',
];

/**
 * Where they are not allowed, 1.9 to 1.11 serve the Ingress without them, and since 1.12 it is left out.
 * The ConfigMap is not read: its name is the installation's own, and a right for this alone too much. An
 * address says that the controller took the Ingress all the same.
 */
export function snippetTroubles(ingress: Ingress): RuleTrouble[] {
  const name = names.find((one) => setting(ingress, one));
  if (name === undefined || addressesOf([ingress]).length > 0) return [];
  const [allowed, level] = [
    'allow-snippet-annotations: "true"',
    'annotations-risk-level: Critical',
  ];
  return [
    {
      gravity: 'weakens',
      summary: `whether the controller takes ${code(name)} stands in its ConfigMap, which is not read: by itself it has taken no snippets since 1.9, and since 1.12 it leaves the whole Ingress out for one`,
      at: sourceOf(ingress),
      field: `metadata.annotations[nginx.ingress.kubernetes.io/${name}]`,
      value: setting(ingress, name) ?? '',
      fix: `Say it with annotations of their own, or see that the ConfigMap has ${code(allowed)} and, since 1.12, ${code(level)}.`,
      kubectl: `kubectl get configmaps -A -l 'app.kubernetes.io/name in (ingress-nginx,rke2-ingress-nginx)' -o custom-columns=${columns.join(',')}`,
    },
  ];
}
