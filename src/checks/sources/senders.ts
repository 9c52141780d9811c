/**
 * What is read about the way from a controller to the backends of rules: who carries the requests, and
 * the NetworkPolicies of both ends. Nothing where no rules are asked about.
 */
import { frontLabels } from '../../network/routes/gateway-front.ts';
import type { Query } from '../../snapshot.ts';
import { senderPod } from '../rule-sender.ts';
import { judgedServicesOf } from '../rule-services.ts';
import { gatewaysOf, objectsIn, type RuleSubject } from '../rule-subject.ts';
import { extensionsAt } from './network.ts';
import { ofSubject } from './rules.ts';
import { type Facts, read } from './source.ts';

const mostGatewayPods = 50;

const homesOf = (subject: RuleSubject): string[] => [
  ...new Set(judgedServicesOf(subject).map(({ namespace }) => namespace)),
];

/** Of the pod that sends to the backends; none: no pod is known to. undefined: wait. */
function originIn(subject: RuleSubject, known: Facts): string[] | undefined {
  const { controllerPods, gatewayPods, ruleNamespaces } = known;
  if (!controllerPods || !gatewayPods || !ruleNamespaces) return undefined;
  const pod = senderPod(subject, known);
  return pod ? [pod.metadata.namespace] : [];
}

const policiesIn = (namespace: string): Query => ({ kind: 'networkpolicies', namespace });
const namespaceOf = (name: string): Query => ({ kind: 'namespaces', name });

export const senderSources = {
  gatewayPods: read(
    'pods',
    ofSubject((subject, known) => {
      if (subject.kind !== 'httproute') return [];
      const gateways = gatewaysOf(subject.object, objectsIn(known));
      return gateways.flatMap(frontLabels).map((labels): Query => {
        const pairs = Object.entries(labels).map((pair) => pair.join('='));
        return { kind: 'pods', labels: pairs.join(','), limit: mostGatewayPods };
      });
    }),
  ),
  ruleNamespaces: read(
    'namespaces',
    ofSubject((subject) =>
      [...new Set([subject.object.metadata.namespace, ...homesOf(subject)])].map(namespaceOf),
    ),
  ),
  backendPolicies: read(
    'networkpolicies',
    ofSubject((subject) => homesOf(subject).map(policiesIn)),
  ),
  senderNamespaces: read(
    'namespaces',
    ofSubject((subject, known) => originIn(subject, known)?.map(namespaceOf)),
  ),
  senderPolicies: read(
    'networkpolicies',
    ofSubject((subject, known) => originIn(subject, known)?.map(policiesIn)),
  ),
  wayExtensions: extensionsAt(
    ofSubject((subject, known) => {
      const origin = originIn(subject, known);
      return origin && [...new Set([...homesOf(subject), ...origin])];
    }),
  ),
} as const;
