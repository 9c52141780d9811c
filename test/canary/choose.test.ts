import { describe, expect, test } from 'vitest';
import type { Asked } from '../../src/canary/asked.ts';
import { canaryPatterns, chooseRoute } from '../../src/canary/choose.ts';
import type { CanaryRoute } from '../../src/canary/provider.ts';
import { routeLabel } from '../../src/canary/rules.ts';
import { UserError } from '../../src/errors.ts';
import { routeWith } from './routes.ts';

const web = routeWith();
const webV2 = routeWith({
  place: 'rules/1',
  rule: 'PathPrefix `/api/v2`',
  sides: ['cart', 'cart-canary'],
});
const elsewhere = routeWith({ namespace: 'staging', name: 'stage', sides: ['pay', 'pay-canary'] });
const nginx = routeWith({
  kind: 'ingresses',
  kindName: 'Ingress',
  name: 'search-canary',
  place: '',
  sides: ['search', 'search-next'],
  canary: 1,
  knownAs: [{ kind: 'ingresses', namespace: 'shop', name: 'search' }],
});
const three = routeWith({ name: 'three', sides: ['mail', 'mail-canary', 'mail-beta'] });
const plain = routeWith({ name: 'plain', sides: ['blue', 'green'] });
const twins = routeWith({
  kind: 'ingressroutes',
  kindName: 'IngressRoute',
  name: 'twins',
  place: 'routes/0',
  sides: ['twin:80', 'twin:81'],
});
const action = routeWith({
  kind: 'ingresses',
  kindName: 'Ingress',
  name: 'alb',
  place: 'actions.front',
  sides: ['front', 'front-canary'],
});
const frontPage = routeWith({
  kind: 'ingresses',
  kindName: 'Ingress',
  name: 'pages',
  place: 'actions.front-page',
  sides: ['a', 'a-canary'],
});
const nested = routeWith({
  kind: 'traefikservices',
  kindName: 'TraefikService',
  name: 'outer',
  place: 'weighted',
  sides: ['TraefikService inner', 'inner-canary'],
});
const all = [web, webV2, elsewhere, nginx, three, plain, twins, action, frontPage, nested];

function asked(target: string, more: Partial<Asked> = {}): Asked {
  return {
    target,
    namespace: undefined,
    fallbackNamespace: undefined,
    clusterDomain: 'cluster.local',
    names: canaryPatterns,
    line: (words) => `canary ${words} 30%`,
    other: (command, words) => `${command} ${words}`,
    ...more,
  };
}

const chosen: [target: string, route: CanaryRoute, canary: string, more?: Partial<Asked>][] = [
  ['api-canary', web, 'api-canary'],
  ['api', web, 'api-canary'],
  ['svc/api-canary', web, 'api-canary'],
  ['shop/api-canary', web, 'api-canary'],
  ['Service/shop/API-canary', web, 'api-canary'],
  ['api-canary.shop.svc.cluster.local', web, 'api-canary'],
  ['web', web, 'api-canary', { rule: '1' }],
  ['httproute/web', web, 'api-canary', { rule: '/api' }],
  ['httproute.gateway.networking.k8s.io/web', webV2, 'cart-canary', { rule: '/api/v2' }],
  ['web', webV2, 'cart-canary', { rule: 'v2' }],
  ['pay', elsewhere, 'pay-canary'],
  ['stage', elsewhere, 'pay-canary', { namespace: 'staging' }],
  ['staging/stage', elsewhere, 'pay-canary', { fallbackNamespace: 'shop' }],
  ['search', nginx, 'search-next'],
  ['ingress/search', nginx, 'search-next'],
  ['search-canary', nginx, 'search-next'],
  ['mail-beta', three, 'mail-canary', { canary: 'mail-canary' }],
  ['mail-canary', three, 'mail-canary'],
  ['green', plain, 'green'],
  ['plain', plain, 'blue', { names: ['bl*'] }],
  ['plain', plain, 'green', { canary: 'shop/green' }],
  ['ing/alb', action, 'front-canary', { rule: 'front' }],
  ['shop/front-page', frontPage, 'a-canary'],
  ['inner', nested, 'inner-canary'],
];

test.each(chosen)('`%s` means one route and its canary', (target, route, canary, more) => {
  const found = chooseRoute({ routes: all }, asked(target, more));
  expect(routeLabel(found.route)).toBe(routeLabel(route));
  expect(found.route.sides[found.canary]?.name).toBe(canary);
});

test('two sides of one name are told apart by their port', () => {
  const found = chooseRoute({ routes: all }, asked('twins', { canary: 'twin:81' }));
  expect(found.canary).toBe(1);
});

function refusal(target: string, more: Partial<Asked> = {}, routes = all) {
  try {
    chooseRoute({ routes }, asked(target, more));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [`${error.kind}: ${error.message}`, error.hint, ...error.suggestions];
  }
  throw new Error('a refusal was expected');
}

describe('where it is not clear', () => {
  test('a route of several rules lists them', () => {
    expect(refusal('web')).toEqual([
      'usage: `web` may mean 2 rules: HTTPRoute `shop/web`, rule 1: PathPrefix `/api`; HTTPRoute `shop/web`, rule 2: PathPrefix `/api/v2`.',
      'Name one of them.',
      'canary httproute/web -n shop --rule 1 30%',
      'canary httproute/web -n shop --rule 2 30%',
    ]);
  });

  test('a rule that is not there lists those that are', () => {
    const [what, hint] = refusal('web', { rule: '3' });
    expect(what).toBe('usage: `web` has no rule `3` that shares requests by weights.');
    expect(hint).toMatch(/^It has HTTPRoute `shop\/web`, rule 1: /);
  });

  test('no name says which of two is the canary', () => {
    expect(refusal('plain')).toEqual([
      'usage: Which backend of HTTPRoute `shop/plain`, rule 1: PathPrefix `/api` is the canary is not clear: `blue`, `green`.',
      'Say it with `--canary <name>`; with two backends, of which one is called `*-canary`, nobody has to.',
      'canary httproute/plain -n shop --rule 1 --canary blue 30%',
      'canary httproute/plain -n shop --rule 1 --canary green 30%',
    ]);
  });

  test('the stable one of three does not say which of the others is meant', () => {
    expect(refusal('mail')[0]).toMatch(/^usage: Which backend of .* `mail-canary`, `mail-beta`\.$/);
    expect(refusal('mail-beta')[0]).toMatch(/^usage: Which backend of /);
  });

  test('a route that is called like a backend may mean either', () => {
    const same = routeWith({ name: 'blue', sides: ['blue', 'green'] });
    expect(refusal('blue', {}, [same])[0]).toMatch(/^usage: Which backend of /);
    expect(refusal('twin', {}, [twins]).slice(2)).toEqual([
      'canary ingressroute/twins -n shop --rule 1 --canary twin:80 30%',
      'canary ingressroute/twins -n shop --rule 1 --canary twin:81 30%',
    ]);
  });

  test('a backend that is not there, or not the router’s canary', () => {
    expect(refusal('plain', { canary: 'gren' })[0]).toMatch(/`gren`\. Did you mean `green`\?$/);
    expect(refusal('twins', { canary: 'twin' })[0]).toMatch(/^usage: `twin` are 2 backends of /);
    expect(refusal('search', { canary: 'search' })[0]).toMatch(
      /`search` is not the canary of .*: the router itself knows that it is `search-next`\.$/,
    );
  });
});

describe('where there is none', () => {
  test('a typo names the nearest, as a line to type', () => {
    expect(refusal('mail-betta')).toEqual([
      'not-found: No route or backend `mail-betta` shares requests by weights. Did you mean `mail` or `mail-beta`?',
      'There is HTTPRoute `shop/three`, rule 1: PathPrefix `/api`.',
      'canary httproute/three -n shop --rule 1 30%',
    ]);
  });

  test('a name of another namespace is told', () => {
    expect(refusal('pay', { namespace: 'shop' })).toEqual([
      'not-found: `pay` is not in namespace `shop`, but elsewhere: HTTPRoute `staging/stage`, rule 1: PathPrefix `/api`.',
      'Say the namespace with `-n`.',
      'canary httproute/stage -n staging --rule 1 30%',
    ]);
  });

  test('a namespace without any says what a canary needs', () => {
    const [what, hint] = refusal('api', { namespace: 'empty' }, [elsewhere]);
    expect(what).toBe(
      'not-found: No rule in namespace `empty` shares requests between backends by weights, so there is no canary `api`.',
    );
    expect(hint).toMatch(/^A canary needs a second backend/);
  });
});
