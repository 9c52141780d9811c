/** The controller: found by its class, ready, and looking at the namespace; managed ones have no pods. */
import { describe, expect, test } from 'vitest';
import { ingressControllerReady } from '../../src/checks/ingress-controller-ready.ts';
import { Namespace } from '../../src/objects/namespace.ts';
import { gateway, httpRoute, ingressRoute } from '../network/routes/world.ts';
import {
  controllerDeployment,
  controllerPod,
  envoyClass,
  ingress,
  ingressClass,
  judged,
  nginx,
  summaryOf,
} from './objects-ingress.ts';

const listener = { name: 'http', port: 80, protocol: 'HTTP' };
const front = {
  ...gateway([listener]),
  status: {
    addresses: [{ type: 'IPAddress', value: '198.51.100.2' }],
    conditions: [],
    listeners: [],
  },
};
const items = { ingresses: [ingress()], ingressClasses: [nginx] };
const pending = { ...items, ingresses: [ingress({ addresses: [] })] };
const well = controllerPod();
const crashing = controllerPod([], false);
const of = (controller: string) => ({
  ingresses: [ingress()],
  ingressClasses: [ingressClass('nginx', controller)],
});

describe('its pods', () => {
  test('ready ones are well', () => {
    expect(summaryOf(ingressControllerReady, { ...items, controllerPods: [well] })).toBe(
      'ok: ingress-nginx: 1 of 1 pod ready',
    );
  });

  test('one of two that crashes is a warning, both are a problem', () => {
    const half = { ...items, controllerPods: [well, crashing] };
    expect(judged(ingressControllerReady, half).status).toBe('warning');
    const dead = { ...items, controllerPods: [crashing] };
    expect(summaryOf(ingressControllerReady, dead)).toMatch(/^problem: .*CrashLoopBackOff/);
  });

  test('a Deployment scaled to zero is named, with the line that mends it', () => {
    const found = { ...items, controllerDeployments: [controllerDeployment(0)] };
    expect(judged(ingressControllerReady, found)).toMatchObject({
      status: 'problem',
      summary: expect.stringContaining('`ingress-nginx/controller` is scaled to zero'),
      kubectl: 'kubectl scale deployment controller -n ingress-nginx --replicas=1',
    });
  });

  test('with other labels than usual they are not found, which proves nothing', () => {
    expect(judged(ingressControllerReady, items).status).toBe('skipped');
    expect(judged(ingressControllerReady, pending).status).toBe('unknown');
  });
});

describe('what it looks at', () => {
  test.each([
    ['its own namespace alone', ['--watch-namespace=$(POD_NAMESPACE)'], 'problem'],
    ['another namespace', ['--watch-namespace', 'payments'], 'problem'],
    ['this one', ['--watch-namespace=shop'], 'ok'],
    ['one that a variable names', ['--watch-namespace=$(WATCHED)'], 'ok'],
    ['another class', ['--controller-class=k8s.io/internal'], 'problem'],
    ['this class', ['--controller-class=k8s.io/ingress-nginx'], 'ok'],
    ['the older annotation of another name', ['--ingress-class=inside'], 'ok'],
  ])('ingress-nginx: %s', (_, args, status) => {
    const controllerPods = [controllerPod(args)];
    expect(judged(ingressControllerReady, { ...items, controllerPods }).status).toBe(status);
  });

  test.each([
    ['labels that it has', 'team=shop,!legacy', ['shop'], 'ok'],
    ['labels of other teams', 'team in (search, pay)', ['shop'], 'problem'],
    ['labels, and its own are not known', 'team=shop', [], 'unknown'],
    ['what is no selector', 'team=shop=web', ['shop'], 'unknown'],
  ])('ingress-nginx watches namespaces by %s', (_, text, teams, status) => {
    const controllerPods = [controllerPod([`--watch-namespace-selector=${text}`])];
    const ruleNamespaces = teams.map((team) =>
      Namespace.parse({ metadata: { name: 'shop', labels: { team } } }),
    );
    const finding = judged(ingressControllerReady, { ...items, controllerPods, ruleNamespaces });
    expect(finding.status).toBe(status);
    if (status === 'unknown') expect(finding.summary).toMatch(/is not evaluated/);
  });

  test('of two installations the one that takes it counts', () => {
    const controllerPods = [controllerPod(['--controller-class=k8s.io/internal']), crashing];
    expect(judged(ingressControllerReady, { ...items, controllerPods }).status).toBe('problem');
  });

  test('F5 goes by the name of the class', () => {
    const f5 = of('nginx.org/ingress-controller');
    const other = { ...f5, controllerPods: [controllerPod(['-ingress-class=nginx-plus'])] };
    expect(judged(ingressControllerReady, other).status).toBe('problem');
    const own = { ...f5, controllerPods: [controllerPod(['-ingress-class=nginx'])] };
    expect(judged(ingressControllerReady, own).status).toBe('ok');
  });
});

describe('never a problem', () => {
  test.each(['k8s.io/ingress-gce', 'eks.amazonaws.com/alb', 'example.com/unknown'])(
    '%s has no pods that are known',
    (controller) => {
      expect(judged(ingressControllerReady, of(controller)).status).toBe('skipped');
    },
  );

  test('a class that is missing is told elsewhere', () => {
    const found = { ingresses: [ingress()], ingressClasses: [] };
    expect(judged(ingressControllerReady, found).status).toBe('skipped');
  });
});

test('one that is not on the way of the requests only takes no changes', () => {
  const alb = { ...of('ingress.k8s.aws/alb'), controllerPods: [crashing] };
  expect(judged(ingressControllerReady, alb).status).toBe('warning');
  const routes = {
    httpRoutes: [httpRoute({ rules: [] })],
    gateways: [front],
    gatewayClasses: [envoyClass],
    controllerPods: [crashing],
  };
  expect(judged(ingressControllerReady, routes, 'httproute/r').status).toBe('warning');
});

interface Words {
  annotations?: Record<string, string>;
  entryPoints?: readonly string[];
}

describe('a Traefik that is told by arguments', () => {
  const args = ['--entryPoints.web.address=:8000', '--providers.kubernetesCRD'];
  const routed = ({ annotations = {}, entryPoints = [] }: Words) => {
    const route = ingressRoute([{ match: 'Host(`shop.test`)', services: [] }], { entryPoints });
    return { ...route, metadata: { ...route.metadata, annotations } };
  };
  const on = (more: Words, ...extra: string[]) =>
    summaryOf(
      ingressControllerReady,
      {
        ingressRoutes: [routed(more)],
        controllerPods: [controllerPod([...args, ...extra])],
      },
      'ingressroute/r',
    );
  const classed = (name: string) => ({ annotations: { 'kubernetes.io/ingress.class': name } });

  test('has the entry point that is asked for, in any case of letters', () => {
    expect(on({ entryPoints: ['Web'] })).toMatch(/^ok/);
    expect(on({ entryPoints: ['gone', 'web'] })).toMatch(/^ok/);
  });

  test('leaves out a route whose entry points it does not have', () => {
    expect(on({ entryPoints: ['https'] })).toBe(
      'problem: Traefik runs, but passes this over: it has no entry point `https`, only `web`',
    );
  });

  test('takes routes of no class and of `traefik`, unless it is told of another', () => {
    expect(on({})).toMatch(/^ok/);
    expect(on(classed('traefik'))).toMatch(/^ok/);
    expect(on(classed('inner'))).toMatch(/^problem: .*this is of class `inner`/);
    const own = '--providers.kubernetescrd.ingressClass=inner';
    expect(on(classed('inner'), own)).toMatch(/^ok/);
    expect(on({}, own)).toMatch(/^problem: .*it takes only/);
  });
});

test('a second ingress-nginx is found by the same labels, and told apart by its name', () => {
  const second = of('k8s.io/internal-ingress-nginx');
  const pods = (name: string) => ({
    ...second,
    controllerPods: [controllerPod([`--controller-class=${name}`])],
  });
  expect(summaryOf(ingressControllerReady, pods('k8s.io/internal-ingress-nginx'))).toMatch(/^ok/);
  expect(summaryOf(ingressControllerReady, pods('k8s.io/ingress-nginx'))).toMatch(
    /^problem: .*passes this over: it is `--controller-class=k8s.io\/ingress-nginx`/,
  );
});
