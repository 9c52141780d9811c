/** Does the namespace exist, and is it not being deleted? */
import { didYouMean, nearest, oneOf } from '../network/nearest.ts';
import { code } from '../report.ts';
import { defineCheck } from './check.ts';
import { ok, problem, skipped } from './findings.ts';
import { placeOf } from './sources/service.ts';

export const namespaceActive = defineCheck({
  id: 'namespace-active',
  title: 'The namespace exists and is not being deleted',
  needs: ['namespace', 'nearNamespaces', 'service'],
  explain: {
    why: 'In a namespace that is being deleted nothing new can be made: pods that end are not replaced.',
    how: 'The namespace is read by name, with its phase.',
    fix: 'Use the right namespace; one that is stuck in Terminating waits for finalizers, which its conditions name.',
  },
  run({ namespace, nearNamespaces, service }, target) {
    const name = placeOf({ service }, target);
    if (name === undefined) return skipped('no namespace was named, and no Service was found');
    const [found] = namespace.all;
    if (!found) {
      const near = nearest(
        name,
        nearNamespaces.all.map(({ metadata }) => metadata.name),
      );
      return problem({
        summary: `there is no namespace ${code(name)}.${didYouMean(near)}`,
        fix:
          near.length > 0
            ? `Ask in namespace ${oneOf(near)}, if that was meant.`
            : 'Create it, or name another one.',
        kubectl: 'kubectl get namespaces',
      });
    }
    const since = found.metadata.deletionTimestamp;
    if (!since) return ok(`${code(name)} is active`);
    return problem({
      summary: `namespace ${code(name)} is being deleted`,
      evidence: [
        { object: `namespace ${name}`, field: 'metadata.deletionTimestamp', value: since },
      ],
      fix: 'Nothing new can be made in it. Deploy to another namespace, or wait and create it again.',
      kubectl: `kubectl get namespace ${name} -o yaml`,
    });
  },
});
