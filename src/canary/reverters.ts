/**
 * Who else writes the object from what is kept elsewhere, and will set the weights back: not in the way
 * of a change, but it does not last.
 */
import type { ObjectMeta } from '../objects/meta.ts';
import { code } from '../report.ts';
import type { CanaryRoute } from './provider.ts';

export interface Reverter {
  by: 'argo-cd' | 'flux-kustomize' | 'flux-helm' | 'helm';
  /** Who it is, and when the old weights come back: one sentence. */
  words: string;
}

/** @param metadata of the object that holds the weights */
export function revertersOf(route: CanaryRoute, metadata: ObjectMeta): Reverter[] {
  const found = [argoCd(route, metadata), fluxKustomize(metadata), fluxHelm(metadata)];
  const known = found.flatMap((one) => one ?? []);
  return known.length > 0 ? known : helm(metadata);
}

const trackingKey = 'argocd.argoproj.io/tracking-id';
const instanceKeys = ['argocd.argoproj.io/instance', 'app.kubernetes.io/instance'] as const;

/** The annotation is exact; the label `app.kubernetes.io/instance` is set by many a chart as well. */
function argoCd(route: CanaryRoute, metadata: ObjectMeta): Reverter | undefined {
  const { annotations, labels } = metadata;
  const tracking = annotations[trackingKey];
  if (tracking !== undefined) return tracks(tracking, route) ? byArgoCd(tracking) : undefined;
  const own = labels[instanceKeys[0]];
  if (own !== undefined) return byArgoCd(own);
  const shared = labels[instanceKeys[1]];
  if (shared === undefined || isHelms(metadata) || isFluxs(metadata)) return undefined;
  return {
    by: 'argo-cd',
    words: `The label ${code(`${instanceKeys[1]}: ${shared}`)} may mean that an application of Argo CD keeps it: the old weights then come back with its next sync, with self-heal at once. Set them in Git as well.`,
  };
}

/** `app:group/Kind:namespace/name`; an object that was copied carries that of the other one. */
function tracks(tracking: string, { object }: CanaryRoute): boolean {
  return tracking.endsWith(`/${object.kindName}:${object.namespace}/${object.name}`);
}

function byArgoCd(tracking: string): Reverter {
  const [application = ''] = tracking.split(':');
  return {
    by: 'argo-cd',
    words: `Argo CD keeps it, by its application ${code(application)}: the old weights come back with its next sync, with self-heal at once. Set them in Git as well.`,
  };
}

const isFluxs = ({ labels }: ObjectMeta): boolean =>
  Object.keys(labels).some((key) => /^(kustomize|helm)\.toolkit\.fluxcd\.io\/name$/.test(key));

/** `reconcile: disabled` on the object itself makes it let go. */
function fluxKustomize({ labels, annotations }: ObjectMeta): Reverter | undefined {
  const key = 'kustomize.toolkit.fluxcd.io';
  const name = labels[`${key}/name`];
  if (name === undefined || annotations[`${key}/reconcile`] === 'disabled') return undefined;
  const place = `${labels[`${key}/namespace`] ?? 'flux-system'}/${name}`;
  return {
    by: 'flux-kustomize',
    words: `Flux keeps it, by its Kustomization ${code(place)}: the old weights come back within its interval, usually minutes. Set them in Git as well.`,
  };
}

function fluxHelm({ labels }: ObjectMeta): Reverter | undefined {
  const key = 'helm.toolkit.fluxcd.io';
  const name = labels[`${key}/name`];
  if (name === undefined) return undefined;
  const place = `${labels[`${key}/namespace`] ?? 'flux-system'}/${name}`;
  return {
    by: 'flux-helm',
    words: `Flux keeps it, by its HelmRelease ${code(place)}: the old weights come back with the next upgrade, with drift detection within minutes. Set them in the values as well.`,
  };
}

const releaseKey = 'meta.helm.sh/release-name';

const isHelms = ({ labels, annotations }: ObjectMeta): boolean =>
  labels['app.kubernetes.io/managed-by'] === 'Helm' || annotations[releaseKey] !== undefined;

function helm(metadata: ObjectMeta): Reverter[] {
  if (!isHelms(metadata)) return [];
  const name = metadata.annotations[releaseKey];
  const release = name === undefined ? 'a release' : `the release ${code(name)}`;
  return [
    {
      by: 'helm',
      words: `Helm keeps it, by ${release}: the old weights come back with its next upgrade. Set them in the values as well.`,
    },
  ];
}
