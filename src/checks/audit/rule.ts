/**
 * An audit rule: good practice that many objects are held to at once. Pure, like a check; unlike one it
 * has no target and finds nothing broken, only what will hurt some day. Adding one: a file named like
 * its id, a line in the registry, a test.
 */
import type { Deployment } from '../../objects/deployment.ts';
import type { Ingress } from '../../objects/ingress.ts';
import type { IngressClass } from '../../objects/ingress-class.ts';
import type { NetworkPolicy } from '../../objects/network-policy.ts';
import type { Node } from '../../objects/node.ts';
import type { Pod } from '../../objects/pod.ts';
import type { Service } from '../../objects/service.ts';
import type { StatefulSet } from '../../objects/stateful-set.ts';
import type { Evidence, Explanation } from '../check.ts';
import type { Found } from '../sources/source.ts';

/** high: open to strangers, or all fails at once · medium: hurts at the next change · low: hygiene. */
export type Severity = 'high' | 'medium' | 'low';

/** A policy in a network's own language, of which only matters that there is one. */
export interface Extension {
  kind: string;
  /** '' for the whole cluster. */
  namespace: string;
  name: string;
}

/** What an audit reads, by the names in which rules say what they need. */
export interface AuditItems {
  services: Service;
  pods: Pod;
  deployments: Deployment;
  statefulSets: StatefulSet;
  ingresses: Ingress;
  ingressClasses: IngressClass;
  policies: NetworkPolicy;
  extensions: Extension;
  /** The first of them: enough to tell one from several. */
  nodes: Node;
  dnsPods: Pod;
  dnsDeployments: Deployment;
}

export type PartName = keyof AuditItems;
export type AuditFacts = { readonly [P in PartName]: Found<AuditItems[P]> };
export type World<N extends PartName = PartName> = {
  readonly [P in N]: readonly AuditItems[P][];
};

export interface AuditFinding {
  /** `service shop/web` */
  object: string;
  /** Absent: the rule's own. */
  severity?: Severity;
  /** One sentence about this object; marks names with backticks. */
  summary: string;
  evidence: readonly Evidence[];
  /** Names no object, so that many findings can share it. */
  fix: string;
  /** Shows it, or opens it for a change; never changes anything by itself. */
  kubectl: string;
}

export interface AuditExplanation extends Explanation {
  /** Where it is written: a page of Kubernetes, a KEP, a controller's documentation. */
  source: string;
}

export interface RuleSpec<N extends PartName> {
  /** Public and stable, see docs/checks.md. */
  id: string;
  /** The expectation, as a sentence. */
  title: string;
  /** Of what it usually finds. */
  severity: Severity;
  /** Without these nothing can be said: one that could not be read makes the rule unknown. */
  needs: readonly N[];
  explain: AuditExplanation;
  /** Whether there is anything it could be about. */
  concerns(world: World<N>): boolean;
  run(world: World<N>): readonly AuditFinding[];
}

export type Rule = RuleSpec<PartName>;

/** Forgets which parts it looks at; whoever runs it hands it those at least. */
export function defineRule<const N extends PartName>(spec: RuleSpec<N>): Rule {
  return spec as unknown as Rule;
}
