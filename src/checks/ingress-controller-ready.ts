/** Does the controller that serves the rules run, and does it look at them? */
import { isOver, isReady, isVague, podTrouble, restartsOf } from '../network/pod-trouble.ts';
import { controllerOf, type KnownController } from '../network/routes/controller-pods.ts';
import { type PassedOver, passesOver, sightDoubt } from '../network/routes/controller-scope.ts';
import { addressesOf } from '../network/routes/ingress-class.ts';
import type { RouteObjects } from '../network/routes/route.ts';
import type { Deployment } from '../objects/deployment.ts';
import type { Namespace } from '../objects/namespace.ts';
import type { Pod } from '../objects/pod.ts';
import { code } from '../report.ts';
import { type Advised, defineCheck, type Finding } from './check.ts';
import { nameOf, objectOf, ofPods, ok, problem, skipped, unknown, warning } from './findings.ts';
import type { RuleObject } from './rule.ts';
import { ofRules } from './rule-findings.ts';
import { rulesOf } from './rule-scope.ts';
import { controllersOf, gatewaysOf, ruleNeeds, ruleWants } from './rule-subject.ts';
import type { Found } from './sources/source.ts';
import { type Unwell, unwellEvidence, unwellSummary } from './unwell-pods.ts';

export const ingressControllerReady = defineCheck({
  id: 'ingress-controller-ready',
  title: 'The controller runs and looks at these rules',
  needs: ['controllerPods'],
  wants: [...ruleNeeds, ...ruleWants, 'controllerDeployments', 'ruleNamespaces'],
  explain: {
    why: 'An Ingress or route is only a wish: a controller has to read it and to let the requests in. If it does not run, or was told to watch another class or namespace, nothing happens and nothing is reported.',
    how: 'The class names the controller; the pods of those that are well known are found by the labels of their charts, and their arguments tell which class and which namespaces they watch, by name or, of ingress-nginx, by label. Controllers that clouds run themselves have no pods.',
    fix: 'Mend or scale up the controller, or let it watch this class and namespace.',
  },
  run: (view, target) =>
    ofRules(view, target, (subject, objects) => {
      const [name, ...others] = controllersOf(subject, objects);
      if (name === undefined) return skipped('no controller is known to serve it');
      const known = controllerOf(name);
      if (!known || others.length > 0) {
        return skipped(`controller ${code(name)} is not one whose pods are known: not looked at`);
      }
      if (known.pods.length === 0) {
        return skipped(`${known.name} runs outside of the cluster's pods`);
      }
      const deployments = view.controllerDeployments?.all ?? [];
      const namespaces = view.ruleNamespaces?.all;
      const asked = { subject, objects, namespaces, known, name };
      return judged(asked, view.controllerPods, deployments);
    }),
});

interface Asked {
  subject: RuleObject;
  objects: RouteObjects;
  namespaces: readonly Namespace[] | undefined;
  known: KnownController;
  /** As its class names it. */
  name: string;
}

function judged(asked: Asked, pods: Found<Pod>, deployments: readonly Deployment[]): Finding {
  const live = pods.all.filter((pod) => !isOver(pod));
  if (live.length === 0) return nonePresent(asked, deployments);
  const { known } = asked;
  const rules = rulesOf(asked.subject, asked, asked.name);
  const looked = live.map((pod) => ({ pod, over: passesOver(pod, rules) }));
  const own = looked.flatMap(({ pod, over }) => (over ? [] : [pod]));
  const [other] = looked;
  if (own.length === 0 && other?.over) return noneLooks(asked, other.pod, other.over);
  const doubts = own.flatMap((pod) => sightDoubt(pod, rules) ?? []);
  if (doubts[0] && doubts.length === own.length) return unknown(`not known: ${doubts[0]}`);
  const unready = own.filter((pod) => !isReady(pod));
  const ready = own.length - unready.length;
  const unwell = unready.map((pod): Unwell => ({ pod, trouble: podTrouble(pod) ?? 'not ready' }));
  if (unwell.length === 0 || (ready > 0 && unwell.every(hasJustStarted))) {
    return ok(`${known.name}: ${ofPods(ready, own.length)} ready`);
  }
  const verbs = ['is not ready', 'are not ready', 'is ready'] as const;
  const words = unwellSummary(unwell, { all: own.length, isCut: pods.isCut, verbs });
  const [first] = unready;
  const advised: Advised = {
    summary: `${known.name}: ${words}`,
    evidence: unwellEvidence(unwell),
    fix: 'Mend the controller: its pods and their logs say what is wrong.',
    kubectl: first
      ? `kubectl describe pod ${first.metadata.name} -n ${first.metadata.namespace}`
      : 'kubectl get pods -A',
  };
  return ready > 0 ? warning(advised) : unserved(asked, advised);
}

const hasJustStarted = ({ pod, trouble }: Unwell) => isVague(trouble) && restartsOf(pod) === 0;

/** What was set up before goes on working without one that is no part of the requests' way. */
function unserved(asked: Asked, advised: Advised): Finding {
  const isSetUp = asked.known.isAside && hasAddress(asked);
  if (!isSetUp) return problem(advised);
  const summary = `${advised.summary}; what was set up before goes on, changes are not taken up`;
  return warning({ ...advised, summary });
}

function hasAddress({ subject, objects }: Asked): boolean {
  switch (subject.kind) {
    case 'ingress':
      return addressesOf([subject.object]).length > 0;
    case 'httproute':
      return gatewaysOf(subject.object, objects).some(
        ({ status }) => (status?.addresses ?? []).length > 0,
      );
    case 'ingressroute':
      return false;
  }
}

/** Installed with other labels than usual it is not found, and may well serve all the same. */
function nonePresent(asked: Asked, deployments: readonly Deployment[]): Finding {
  const { known } = asked;
  const [deployment] = deployments;
  const labels = known.pods.map((one) => code(one)).join(' or ');
  if (!deployment) {
    const why = `no pods of ${known.name} were found by ${labels}`;
    return hasAddress(asked)
      ? skipped(`${why}, though it has an address: installed with other labels, or left over`)
      : unknown(`not known: ${why}; it may have been installed with other labels`);
  }
  const { name, namespace } = deployment.metadata;
  const { replicas } = deployment.spec;
  const evidence = [
    {
      object: objectOf('deployment', deployment),
      field: 'spec.replicas',
      value: String(replicas),
    },
  ];
  const whose = `${known.name} does not run: its Deployment ${code(nameOf(deployment))}`;
  return unserved(
    asked,
    replicas === 0
      ? {
          summary: `${whose} is scaled to zero`,
          evidence,
          fix: 'Scale it up.',
          kubectl: `kubectl scale deployment ${name} -n ${namespace} --replicas=1`,
        }
      : {
          summary: `${whose} has no pods`,
          evidence,
          fix: 'Look at the events of its ReplicaSet: a quota or an admission webhook may refuse the pods.',
          kubectl: `kubectl describe deployment ${name} -n ${namespace}`,
        },
  );
}

function noneLooks({ known }: Asked, pod: Pod, { why, argument, fix }: PassedOver): Finding {
  return problem({
    summary: `${known.name} runs, but passes this over: ${why}`,
    evidence: [{ object: objectOf('pod', pod), field: 'spec.containers[*].args', value: argument }],
    fix,
    kubectl: `kubectl get pod ${pod.metadata.name} -n ${pod.metadata.namespace} -o jsonpath='{.spec.containers[*].args}'`,
  });
}
