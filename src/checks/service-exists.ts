/** Is there a Service of this name at all, and if not, which one was meant? */
import { didYouMean, firstOf, nearest } from '../network/nearest.ts';
import { code } from '../report.ts';
import { defineCheck } from './check.ts';
import { ok, problem, skipped } from './findings.ts';

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
    const [found] = service.all;
    if (found) return ok(`${code(`${found.metadata.namespace}/${name}`)} exists`);
    const elsewhere = nearServices.all
      .filter(({ metadata }) => metadata.name === name)
      .map(({ metadata }) => metadata.namespace);
    const here = nearServices.all.filter(
      ({ metadata }) => namespace === undefined || metadata.namespace === namespace,
    );
    const near = nearest(
      name,
      here.map(({ metadata }) => metadata.name),
    );
    const where = namespace === undefined ? 'in any namespace' : `in namespace ${code(namespace)}`;
    const others = elsewhere.length > 0 ? ` It exists in ${firstOf(elsewhere, 5)}.` : '';
    const place = namespace === undefined ? '-A' : `-n ${namespace}`;
    return problem({
      summary: `there is no Service ${code(name)} ${where}.${didYouMean(near)}${others}`,
      evidence: near.map((one) => ({
        object: `service ${here.find(({ metadata }) => metadata.name === one)?.metadata.namespace}/${one}`,
        field: 'metadata.name',
        value: one,
      })),
      fix:
        near.length + elsewhere.length > 0
          ? 'Use the name and namespace of the Service that was meant.'
          : 'Apply the manifest of the Service, or ask for another name.',
      kubectl: `kubectl get services ${place}`,
    });
  },
});
