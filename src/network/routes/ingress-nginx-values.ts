/** Values that ingress-nginx refuses, or passes over without a word. */
import type { Ingress } from '../../objects/ingress.ts';
import { code } from '../../report.ts';
import { nearest, oneOf } from '../nearest.ts';
import { entriesOf, sourceOf } from './ingress-entries.ts';
import { setting } from './ingress-nginx-effects.ts';
import { annotate, type RuleTrouble } from './trouble.ts';

const protocols = ['HTTP', 'HTTPS', 'AUTO_HTTP', 'GRPC', 'GRPCS', 'FCGI'];

/** https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#backend-protocol */
export function protocolTroubles(ingress: Ingress): RuleTrouble[] {
  const key = 'nginx.ingress.kubernetes.io/backend-protocol';
  const value = setting(ingress, 'backend-protocol');
  if (value === undefined || protocols.includes(value.trim().toUpperCase())) return [];
  const [meant] = nearest(value, protocols);
  const at = sourceOf(ingress);
  return [
    {
      gravity: 'weakens',
      summary: `${code(`backend-protocol: ${value}`)} is none that it knows: the backend is spoken to in HTTP`,
      at,
      field: `metadata.annotations[${key}]`,
      value,
      fix: `Write ${meant ? code(meant) : oneOf(protocols)}.`,
      kubectl: meant && annotate(at, key, meant),
    },
  ];
}

/** https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/#strict-validate-path-type */
export function typedExpressions(ingress: Ingress): RuleTrouble[] {
  const [first] = entriesOf(ingress).filter(
    ({ path, pathType }) =>
      pathType !== 'ImplementationSpecific' && !/^\/[\w.~%:@!&',;/+=-]*$/.test(path),
  );
  if (!first) return [];
  return [
    {
      gravity: 'weakens',
      summary: `path ${code(first.path)} has signs of a regular expression and pathType ${first.pathType}: since 1.12 the controller refuses such an Ingress, and a change of it`,
      at: sourceOf(ingress),
      field: 'spec.rules[].http.paths[].pathType',
      value: first.pathType,
      fix: 'Set pathType ImplementationSpecific.',
    },
  ];
}
