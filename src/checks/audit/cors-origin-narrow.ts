/** Whose scripts may read what an Ingress answers? */
import { corsOf } from '../../network/routes/ingress-nginx-cors.ts';
import { setting } from '../../network/routes/ingress-nginx-effects.ts';
import { isIngressNginx } from '../../network/routes/own-controllers.ts';
import type { Ingress } from '../../objects/ingress.ts';
import { objectOf } from '../findings.ts';
import { controllerOf } from './fronts.ts';
import { type AuditFinding, defineRule, type World } from './rule.ts';

export const corsOriginNarrow = defineRule({
  id: 'cors-origin-narrow',
  title: 'CORS lets in only the origins that need it',
  severity: 'medium',
  needs: ['ingresses', 'ingressClasses'],
  explain: {
    why: 'With origin `*` scripts of any website may read what a visitor’s browser gets, also from hosts that only the visitor’s network reaches. `enable-cors: "true"` alone means just that, with credentials allowed as well, which browsers refuse together with `*`: open to all, and yet logged-in calls fail.',
    how: 'The CORS annotations of Ingresses that ingress-nginx serves are read. Other controllers keep CORS elsewhere, such as Traefik’s Middlewares; that is not looked at.',
    fix: 'Name the origins in `cors-allow-origin`, and set `cors-allow-credentials: "false"` unless cookies are needed.',
    source:
      'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#enable-cors',
  },
  concerns: (world) => nginxOnes(world).length > 0,
  run: (world) => nginxOnes(world).flatMap(judge),
});

function nginxOnes({
  ingresses,
  ingressClasses,
}: World<'ingresses' | 'ingressClasses'>): Ingress[] {
  return ingresses.filter((one) => isIngressNginx(controllerOf(one, ingressClasses)));
}

function judge(ingress: Ingress): AuditFinding[] {
  const cors = corsOf((name) => setting(ingress, name));
  if (!cors?.origins.includes('*')) return [];
  const { namespace, name } = ingress.metadata;
  const prefix = 'metadata.annotations.nginx.ingress.kubernetes.io';
  const object = objectOf('ingress', ingress);
  const whose = cors.isDefault ? 'names no origin, which means `*`' : 'allows the origin `*`';
  const and = cors.hasCredentials
    ? '; credentials are allowed too, which browsers refuse with `*`, so that logged-in calls fail'
    : '';
  return [
    {
      object,
      summary: `${whose}: scripts of any website may read its answers${and}`,
      evidence: [
        { object, field: `${prefix}/enable-cors`, value: 'true' },
        {
          object,
          field: `${prefix}/cors-allow-origin`,
          value: cors.isDefault ? 'not set' : cors.origins.join(', '),
        },
      ],
      fix: 'Name the origins in `nginx.ingress.kubernetes.io/cors-allow-origin`; a public API without logins may stay open, with `cors-allow-credentials: "false"`.',
      kubectl: `kubectl edit ingress ${name} -n ${namespace}`,
    },
  ];
}
