/** The rule that is missing where policies close a way, as a NetworkPolicy to add. */
import { stringify } from 'yaml';
import { code } from '../report.ts';
import { peerFor, peerText, podsText, subjectSelector, withoutEmpty } from './policy-selectors.ts';
import type { Side, Traffic } from './policy-sides.ts';
import type { Direction, Way } from './policy-ways.ts';

export interface MissingRule {
  direction: Direction;
  policyNamespace: string;
  /** Which rule is missing, one sentence. */
  text: string;
  /** Of the policy below. */
  name: string;
  /** A NetworkPolicy that adds this rule and takes nothing from anybody, ready to apply. */
  yaml: string;
  policy: NewPolicy;
}

interface NewPolicy {
  apiVersion: 'networking.k8s.io/v1';
  kind: 'NetworkPolicy';
  metadata: { name: string; namespace: string };
  spec: object;
}

const words = {
  ingress: { type: 'Ingress', key: 'from', verb: 'lets in' },
  egress: { type: 'Egress', key: 'to', verb: 'lets them out to' },
};

export function missingRule(way: Way, traffic: Traffic): MissingRule {
  const { direction, subject, other, isolating } = way;
  const { port, protocol } = traffic;
  const { type, key, verb } = words[direction];
  const namespace = subject.namespace ?? '';
  const name = wordsOf(way, traffic).join('-');
  const selector = subjectSelector(subject, isolating);
  const peer = peerFor(other, namespace);
  const text =
    `Missing in namespace ${code(namespace)}: an ${direction} rule for ${podsText(selector)} ` +
    `that ${verb} ${peerText(peer)} on ${code(port)}/${protocol}.`;
  const policy: NewPolicy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: {
      podSelector: withoutEmpty(selector),
      policyTypes: [type],
      [direction]: [{ [key]: [peer], ports: [{ protocol, port }] }],
    },
  };
  return { direction, policyNamespace: namespace, text, name, yaml: toYaml(policy), policy };
}

/**
 * The same under a name that is free: to apply it under another's would replace that one.
 * @param taken names of policies as `namespace/name`
 */
export function named(rule: MissingRule, taken: ReadonlySet<string>): MissingRule {
  const { policyNamespace: namespace, name: wanted } = rule;
  let name = wanted;
  for (let n = 2; taken.has(`${namespace}/${name}`); n += 1) name = `${wanted}-${n}`;
  const policy = { ...rule.policy, metadata: { name, namespace } };
  return { ...rule, name, yaml: toYaml(policy), policy };
}

/** YAML 1.1, which kubectl reads: `yes` and `on` are labels only in quotes. */
const toYaml = (policy: NewPolicy) => stringify(policy, { version: '1.1', lineWidth: 0 });

/** Of both ends, port and direction, so that the policies of several answers do not meet. */
function wordsOf({ direction, subject, other }: Way, { port, protocol }: Traffic): string[] {
  const [from, to] = direction === 'egress' ? [subject, other] : [other, subject];
  return [
    'allow',
    word(from, subject),
    'to',
    word(to, subject),
    String(port),
    ...(protocol === 'TCP' ? [] : [protocol.toLowerCase()]),
    ...(direction === 'egress' ? ['egress'] : []),
  ];
}

/** As a part of an object's name; what is of another namespace has that one before it. */
function word({ name, namespace }: Side, home: Side): string {
  const isAtHome = namespace === undefined || [home.namespace, name].includes(namespace);
  const full = isAtHome ? name : `${namespace}-${name}`;
  const clean = full.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return clean.slice(0, 80).replaceAll(/^-+|-+$/g, '') || 'any';
}
