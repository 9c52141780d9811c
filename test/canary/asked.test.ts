/** What is typed and means neither a route nor a backend, or one that shares nothing. */
import { expect, test } from 'vitest';
import type { Asked } from '../../src/canary/asked.ts';
import { canaryPatterns, chooseRoute } from '../../src/canary/choose.ts';
import type { CanaryObjects } from '../../src/canary/provider.ts';
import { UserError } from '../../src/errors.ts';
import { httpRoute, ingress } from '../network/routes/world.ts';

function refusal(target: string, more: Partial<Asked> = {}, objects: CanaryObjects = {}): string[] {
  const asked: Asked = {
    target,
    namespace: undefined,
    fallbackNamespace: undefined,
    clusterDomain: 'cluster.local',
    names: canaryPatterns,
    line: (words) => `canary ${words}`,
    other: (command, words) => `${command} ${words}`,
    ...more,
  };
  try {
    chooseRoute({ routes: [], objects }, asked);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [`${error.kind}: ${error.message}`, error.hint, ...error.suggestions];
  }
  throw new Error(`${target} was taken`);
}

const nonsense: [target: string, what: string, more?: Partial<Asked>][] = [
  ['a/b/c', '`a/b/c` is not the name of a route or of a backend.'],
  ['', '`` is not the name of a route or of a backend.'],
  ['shop/api', 'Two namespaces: `shop/api` says `shop`, `-n` says `b`.', { namespace: 'b' }],
];

test.each(nonsense)('`%s` is no name', (target, what, more) => {
  expect(refusal(target, more)[0]).toBe(`usage: ${what}`);
});

test.each(['https://shop.example.com/api', 'shop.example.com/api'])(
  '`%s` is traced to its route first',
  (url) => {
    expect(refusal(url)).toEqual([
      `usage: \`${url}\` is not the name of a route or of a backend.`,
      `Which route takes it, \`trace ${url}\` tells; name that one.`,
      `trace ${url}`,
    ]);
  },
);

const prefix = 'nginx.ingress.kubernetes.io/canary';
const annotations = { [prefix]: 'true', [`${prefix}-weight`]: '20' };
const lost = ingress({ name: 'lost', paths: ['Prefix /v2'], service: 'next', annotations });
const ingresses = [ingress({ name: 'main', paths: ['Prefix /'] }), lost];

test.each(['lost', 'shop/lost', 'ingress/lost', 'next', 'svc/next'])(
  '`%s` is a canary that shares nothing, and it is said why',
  (target) => {
    const [what, hint, ...lines] = refusal(target, {}, { ingresses });
    expect(what).toBe(
      'not-found: Ingress `shop/lost` shares no requests: no primary Ingress has `shop.test` with Prefix `/v2`, only `/`; the two have to be equal.',
    );
    expect(hint).toMatch(/^Write the path .* `check ingress lost -n shop` tells more\.$/);
    expect(lines).toEqual(['check ingress lost -n shop']);
  },
);

test('what is there and has one backend is not said to be missing', () => {
  const httproutes = [httpRoute({ rules: [{ backendRefs: [{ name: 'api', port: 80 }] }] })];
  const name = httproutes[0]?.metadata.name ?? '';
  expect(refusal(name, {}, { httproutes })).toEqual([
    `not-found: HTTPRoute \`shop/${name}\` is there, but has no two backends that share requests by weights.`,
    `A canary is a second backend beside the first, each with its weight. \`check httproute ${name} -n shop\` tells more.`,
    `check httproute ${name} -n shop`,
  ]);
});
