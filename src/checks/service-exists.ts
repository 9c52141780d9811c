/** Is there a Service of this name at all, and if not, which one was meant? */
import { didYouMean, firstOf, nearest, oneOf } from '../network/nearest.ts';
import type { Service } from '../objects/service.ts';
import { code } from '../report.ts';
import { defineCheck, type Finding } from './check.ts';
import { nameOf, objectOf, ok, problem, skipped } from './findings.ts';

export const serviceExists = defineCheck({
  id: 'service-exists',
  title: 'The Service exists',
  needs: ['service', 'nearServices'],
  explain: {
    why: 'A name without a Service resolves to nothing, and nothing else needs to be looked at.',
    how: 'The Service is read by name; where there is none, Services of near names and of the same name in other namespaces.',
    fix: 'Use the right name or namespace, or apply the manifest of the Service.',
  },
  run({ service, nearServices }, { name = '', namespace }) {
    if (name === '') return skipped('no Service was asked for');
    if (service.all.length > 0) return found(service.all, name);
    const elsewhere = nearServices.all.filter(({ metadata }) => metadata.name === name);
    const here = nearServices.all.filter(
      ({ metadata }) => namespace === undefined || metadata.namespace === namespace,
    );
    const meant = nearest(
      name,
      here.map(({ metadata }) => metadata.name),
    );
    return missing({ name, namespace }, here, elsewhere, meant);
  },
});

/** Without a namespace the first is looked at; that there are others must not go unsaid. */
function found([first, ...others]: readonly Service[], name: string): Finding {
  const places = others.map(({ metadata }) => metadata.namespace);
  const more = places.length > 0 ? `, and others of this name in ${firstOf(places, 3)}` : '';
  return ok(`${code(first ? nameOf(first) : name)} exists${more}`);
}

function missing(
  { name, namespace }: { name: string; namespace: string | undefined },
  here: readonly Service[],
  elsewhere: readonly Service[],
  meant: readonly string[],
): Finding {
  const where = namespace === undefined ? 'in any namespace' : `in namespace ${code(namespace)}`;
  const places = elsewhere.map(({ metadata }) => metadata.namespace);
  const others = places.length > 0 ? ` It exists in ${firstOf(places, 5)}.` : '';
  const near = here.filter(({ metadata }) => meant.includes(metadata.name));
  return problem({
    summary: `there is no Service ${code(name)} ${where}.${didYouMean(meant)}${others}`,
    evidence: [...near, ...elsewhere].slice(0, 5).map((one) => ({
      object: objectOf('service', one),
      field: 'metadata.name',
      value: one.metadata.name,
    })),
    fix: adviceFor(places, meant),
    kubectl:
      places.length > 0
        ? `kubectl get services -A --field-selector metadata.name=${name}`
        : `kubectl get services ${namespace === undefined ? '-A' : `-n ${namespace}`}`,
  });
}

function adviceFor(places: readonly string[], meant: readonly string[]): string {
  if (places.length > 0) return `Ask for it in namespace ${oneOf(places.slice(0, 3))}.`;
  if (meant.length > 0) return `Ask for ${oneOf(meant)}, if that was meant.`;
  return 'Apply the manifest of the Service, or ask for another name.';
}
