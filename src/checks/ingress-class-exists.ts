/** Does the Ingress name a class, and is there one of that name? */
import { didYouMean, nearest, oneOf } from '../network/nearest.ts';
import { addressesOf, servedBy } from '../network/routes/ingress-class.ts';
import type { Ingress } from '../objects/ingress.ts';
import type { IngressClass } from '../objects/ingress-class.ts';
import { code } from '../report.ts';
import { defineCheck, type Finding } from './check.ts';
import { ok, problem, skipped, unknown } from './findings.ts';
import { ofRules, ruleEvidence, showRules } from './rule-findings.ts';
import { ruleNeeds, ruleWants } from './rule-subject.ts';

const annotation = 'kubernetes.io/ingress.class';
const defaultMark = 'ingressclass.kubernetes.io/is-default-class';
const traefik = 'traefik.io/ingress-controller';

export const ingressClassExists = defineCheck({
  id: 'ingress-class-exists',
  title: 'The Ingress names a class that exists',
  needs: [...ruleNeeds],
  wants: [...ruleWants],
  explain: {
    why: 'The class says which controller serves an Ingress. With a name that no IngressClass has, or with none at all, every controller leaves it to the others, and nobody reports an error.',
    how: '`spec.ingressClassName`, or the older annotation `kubernetes.io/ingress.class`, is looked up among the IngressClasses. The default class is written into Ingresses only when they are created, so that it does not count for one that is stored without (https://kubernetes.io/docs/concepts/services-networking/ingress/#default-ingress-class).',
    fix: 'Set `spec.ingressClassName` to a class that exists.',
  },
  run: (view, target) =>
    ofRules(view, target, (subject, objects) => {
      if (subject.kind !== 'ingress') return skipped('only Ingresses have a class');
      const { object } = subject;
      const classes = view.ingressClasses.all;
      const served = servedBy(object, objects);
      const isThere = classes.some(({ metadata }) => metadata.name === served.className);
      if (served.className === '') return withoutClass(object, classes);
      if (isThere) {
        return ok(`class ${code(served.className)} is served by ${code(served.controller ?? '')}`);
      }
      return object.spec.ingressClassName === undefined
        ? byAnnotation(object, classes, served)
        : noSuchClass(object, classes, served.className, 'spec.ingressClassName');
    }),
});

/** The line that mends it. */
function setClass({ metadata }: Ingress, name: string): string {
  const patch = JSON.stringify({ spec: { ingressClassName: name } });
  return `kubectl patch ingress ${metadata.name} -n ${metadata.namespace} --type merge -p '${patch}'`;
}

const namesOf = (classes: readonly IngressClass[]) => classes.map(({ metadata }) => metadata.name);

function noSuchClass(
  object: Ingress,
  classes: readonly IngressClass[],
  name: string,
  field: string,
): Finding {
  const names = namesOf(classes);
  const meant = nearest(name, names);
  const [first] = meant;
  const has =
    names.length > 0 ? `; there is ${oneOf(names.slice(0, 5), 'and')}` : '; there is none';
  return problem({
    summary: `there is no IngressClass ${code(name)}, so no controller serves it${first ? `.${didYouMean(meant)}` : has}`,
    evidence: [ruleEvidence({ kind: 'ingress', object }, field, name)],
    fix: first
      ? `Set ${code('spec.ingressClassName')} to ${code(first)}.`
      : `Set ${code('spec.ingressClassName')} to a class that exists, or install the controller that brings ${code(name)}.`,
    kubectl:
      first && field.startsWith('spec') ? setClass(object, first) : 'kubectl get ingressclasses',
  });
}

/**
 * The annotation needs no IngressClass: it means whatever a controller was told to take. ingress-nginx
 * compares it with its `--ingress-class`.
 */
function byAnnotation(
  object: Ingress,
  classes: readonly IngressClass[],
  { className, controller }: ReturnType<typeof servedBy>,
): Finding {
  const field = `metadata.annotations[${annotation}]`;
  if (controller)
    return ok(`the annotation says ${code(className)}: taken for ${code(controller)}`);
  if (addressesOf([object]).length > 0) {
    return ok(`the annotation says ${code(className)}, and a controller has given it an address`);
  }
  if (nearest(className, namesOf(classes)).length > 0) {
    return noSuchClass(object, classes, className, field);
  }
  return unknown(
    `the annotation says ${code(className)}, for which there is no IngressClass: only a controller that is told to take this name serves it`,
    [ruleEvidence({ kind: 'ingress', object }, field, className)],
  );
}

/** Traefik, and GKE's controller, take Ingresses without a class unless told otherwise. */
function withoutClass(object: Ingress, classes: readonly IngressClass[]): Finding {
  if (addressesOf([object]).length > 0) {
    return ok('it names no class, and a controller that takes those has given it an address');
  }
  if (classes.length > 0 && classes.every(({ spec }) => spec.controller === traefik)) {
    return ok('it names no class, and Traefik, the only controller here, takes those');
  }
  const usual = classes.find(({ metadata }) => metadata.annotations[defaultMark] === 'true');
  const [only, ...others] = namesOf(classes);
  const meant = usual?.metadata.name ?? (others.length === 0 ? only : undefined);
  const why = usual
    ? `the default class ${code(usual.metadata.name)} is written only into Ingresses made after it`
    : 'there is no default class either';
  return problem({
    summary: `it names no class, so no controller serves it: ${why}`,
    evidence: [ruleEvidence({ kind: 'ingress', object }, 'spec.ingressClassName', 'none')],
    fix: adviceFor(meant, classes),
    kubectl: meant ? setClass(object, meant) : showRules({ kind: 'ingress', object }),
  });
}

function adviceFor(meant: string | undefined, classes: readonly IngressClass[]): string {
  if (meant) return `Set ${code('spec.ingressClassName')} to ${code(meant)}.`;
  if (classes.length === 0) {
    return 'Install an ingress controller, and name its class (GKE has one without: it needs some minutes).';
  }
  return `Set ${code('spec.ingressClassName')} to ${oneOf(namesOf(classes).slice(0, 5))}.`;
}
