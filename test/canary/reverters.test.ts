import { expect, test } from 'vitest';
import { revertersOf } from '../../src/canary/reverters.ts';
import { ObjectMeta } from '../../src/objects/meta.ts';
import { routeWith } from './routes.ts';

const meta = (more: object) => ObjectMeta.parse({ name: 'web', namespace: 'shop', ...more });

const tracking = 'argocd.argoproj.io/tracking-id';
const id = 'store:gateway.networking.k8s.io/HTTPRoute:shop/web';
const instance = { 'app.kubernetes.io/instance': 'web' };
const helm = { 'app.kubernetes.io/managed-by': 'Helm' };
const release = { 'meta.helm.sh/release-name': 'web' };
const kustomize = 'kustomize.toolkit.fluxcd.io';
const flux = { [`${kustomize}/name`]: 'apps', [`${kustomize}/namespace`]: 'flux' };
const fluxHelm = { 'helm.toolkit.fluxcd.io/name': 'web', ...helm };

const found: [what: string, more: object, words: RegExp[]][] = [
  ['nobody', {}, []],
  [
    'Argo CD',
    { annotations: { [tracking]: id } },
    [/^Argo CD keeps it, by its application `store`/],
  ],
  [
    'the annotation before the label',
    { annotations: { [tracking]: id }, labels: instance },
    [/`store`/],
  ],
  [
    'the annotation of a copy',
    { annotations: { [tracking]: 'a:b/Ingress:x/y' }, labels: instance },
    [],
  ],
  ['a label of its own', { labels: { 'argocd.argoproj.io/instance': 'store' } }, [/`store`/]],
  [
    'a label that may be a chart’s',
    { labels: instance },
    [/may mean that an application of Argo CD/],
  ],
  [
    'Helm',
    { labels: { ...instance, ...helm }, annotations: release },
    [/^Helm keeps it, by the release `web`/],
  ],
  ['Helm by its label', { labels: helm }, [/^Helm keeps it, by a release/]],
  ['Argo CD with a chart', { labels: helm, annotations: { [tracking]: id } }, [/^Argo CD/]],
  ['Flux', { labels: flux }, [/^Flux keeps it, by its Kustomization `flux\/apps`/]],
  [
    'Flux that lets go',
    { labels: flux, annotations: { [`${kustomize}/reconcile`]: 'disabled' } },
    [],
  ],
  [
    'Flux with a chart',
    { labels: fluxHelm },
    [/^Flux keeps it, by its HelmRelease `flux-system\/web`/],
  ],
];
test.each(found)('%s writes the object from elsewhere, or does not', (_, more, words) => {
  const all = revertersOf(routeWith(), meta(more));
  expect(all.map((one) => one.words)).toEqual(words.map((one) => expect.stringMatching(one)));
});
