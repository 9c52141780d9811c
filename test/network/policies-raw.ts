/** NetworkPolicies as somebody writes them, and a small cluster around them. */

export type Labels = Record<string, string>;

export interface Selector {
  matchLabels?: Labels;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

export interface RawPeer {
  podSelector?: Selector;
  namespaceSelector?: Selector;
  ipBlock?: { cidr: string; except?: string[] };
}

export interface RawPort {
  protocol?: string;
  port?: number | string;
  endPort?: number;
}

export interface IngressRule {
  from?: RawPeer[];
  ports?: RawPort[];
}

export interface EgressRule {
  to?: RawPeer[];
  ports?: RawPort[];
}

export interface RawPolicy {
  metadata: { name: string; namespace: string };
  spec: {
    podSelector: Selector;
    policyTypes?: string[];
    ingress?: IngressRule[];
    egress?: EgressRule[];
  };
}

/** A pod, or an address outside: then without labels. */
export interface Node {
  id: string;
  namespace?: string;
  labels?: Labels;
  ips: string[];
  ports: { name: string; protocol: string; containerPort: number }[];
}

export interface World {
  namespaces: { name: string; labels: Labels }[];
  nodes: Node[];
  policies: RawPolicy[];
}
