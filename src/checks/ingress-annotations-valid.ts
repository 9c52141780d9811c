/** Do the annotations of an Ingress mean to its controller what they seem to mean? */
import { annotationTroubles } from '../network/routes/annotation-troubles.ts';
import { servedBy } from '../network/routes/ingress-class.ts';
import { hasOwnFile } from '../network/routes/own-controllers.ts';
import { code } from '../report.ts';
import { defineCheck } from './check.ts';
import { ok, skipped } from './findings.ts';
import { ofRules } from './rule-findings.ts';
import { ruleNeeds, ruleWants } from './rule-subject.ts';
import { toldTroubles } from './rule-troubles.ts';

export const ingressAnnotationsValid = defineCheck({
  id: 'ingress-annotations-valid',
  title: 'The annotations mean to the controller what they seem to',
  needs: [...ruleNeeds],
  wants: [...ruleWants],
  explain: {
    why: 'Most of what an Ingress can do is said in annotations, which nobody validates: a misspelt one, or one of another controller, does nothing and causes no error; JSON that cannot be read stops a whole AWS load balancer.',
    how: 'The prefix and the name of each annotation are held against those of the controller that serves the Ingress; rewrites against the groups of their paths; expressions against the other paths of the host; JSON and values of AWS load balancers are read, of all Ingresses of the group. Whether ingress-nginx takes snippets stands in its ConfigMap, which is not read.',
    fix: 'Use the name or the value that the finding names.',
  },
  run: (view, target) =>
    ofRules(view, target, (subject, objects) => {
      if (subject.kind !== 'ingress') return skipped('only an Ingress is told much by annotations');
      const { controller } = servedBy(subject.object, objects);
      if (controller === undefined) return skipped('no controller serves it, so nobody reads them');
      const troubles = annotationTroubles(subject.object, controller, objects);
      if (troubles.length > 0) return toldTroubles(troubles);
      return hasOwnFile(controller)
        ? ok('nothing in them that its controller would not know, or read otherwise')
        : skipped(`which annotations the controller ${code(controller)} reads is not known here`);
    }),
});
