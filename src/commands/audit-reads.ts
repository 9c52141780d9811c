/** What `audit` reads: each kind once, of a namespace or of all; for one Service only its own pods. */
import { extensionKinds } from '../checks/audit/kinds.ts';
import type { AuditFacts, AuditItems, Extension, PartName } from '../checks/audit/rule.ts';
import type { Found } from '../checks/sources/source.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { hasSelector, selectorText } from '../network/service-facts.ts';
import type { Kind } from '../objects/registry.ts';
import type { Service } from '../objects/service.ts';
import type { Query, Snapshot } from '../snapshot.ts';

/** Beyond this an audit is no answer; a namespace is. Two pages, so two round trips. */
export const mostOfAKind = 1000;
/** Beside one Service, which has taken a round trip to find. */
const mostBeside = 500;
const someNodes = 50;
/** Only that there is one matters. */
const few = 5;

const { ofNamespaces, ofCluster } = extensionKinds;

/** Where DNS pods are, see `checks/sources/dns.ts`. */
const dnsLabel = 'k8s-app=kube-dns';
const openShift = {
  namespace: 'openshift-dns',
  labels: 'dns.operator.openshift.io/daemonset-dns=default',
};

type Part<P extends PartName> = {
  queries: readonly Query[];
  pick(objects: Snapshot['objects']): readonly AuditItems[P][] | undefined;
};
type Parts = { readonly [P in PartName]: Part<P> };

/** @param namespace undefined: all of them */
function partsFor(namespace: string | undefined, limit: number): Parts {
  const where = namespace === undefined ? {} : { namespace };
  const all = (kind: Kind): Query[] => [{ kind, ...where, limit }];
  return {
    services: { queries: all('services'), pick: ({ services }) => services },
    pods: { queries: all('pods'), pick: ({ pods }) => pods },
    deployments: { queries: all('deployments'), pick: ({ deployments }) => deployments },
    statefulSets: { queries: all('statefulsets'), pick: ({ statefulsets }) => statefulsets },
    ingresses: { queries: all('ingresses'), pick: ({ ingresses }) => ingresses },
    policies: { queries: all('networkpolicies'), pick: ({ networkpolicies }) => networkpolicies },
    extensions: {
      queries: [
        ...ofNamespaces.flatMap((kind) =>
          namespace === undefined ? all(kind) : [{ kind, namespace, limit: few }],
        ),
        ...ofCluster.map((kind) => ({ kind, limit: few })),
      ],
      pick: extensionsIn,
    },
    ...clusterParts,
  };
}

const clusterParts: Pick<Parts, 'ingressClasses' | 'nodes' | 'dnsPods' | 'dnsDeployments'> = {
  ingressClasses: {
    queries: [{ kind: 'ingressclasses', limit: 100 }],
    pick: ({ ingressclasses }) => ingressclasses,
  },
  nodes: { queries: [{ kind: 'nodes', limit: someNodes }], pick: ({ nodes }) => nodes },
  dnsPods: {
    queries: [
      { kind: 'pods', namespace: 'kube-system', labels: dnsLabel, limit: 200 },
      { kind: 'pods', ...openShift, limit: 200 },
    ],
    pick: ({ pods }) => pods,
  },
  dnsDeployments: {
    queries: [{ kind: 'deployments', namespace: 'kube-system', labels: dnsLabel, limit: few }],
    pick: ({ deployments }) => deployments,
  },
};

function extensionsIn(objects: Snapshot['objects']): Extension[] {
  return [...ofNamespaces, ...ofCluster].flatMap((kind) =>
    (objects[kind] ?? []).map(({ metadata }) => ({
      kind,
      namespace: metadata.namespace,
      name: metadata.name,
    })),
  );
}

export interface Asked {
  facts: AuditFacts;
  /** What was asked beside it. */
  beside: readonly Snapshot[];
}

/** @param beside further questions of the same round trip */
export async function readNamespaces(
  cluster: Cluster,
  namespace: string | undefined,
  beside: readonly (readonly Query[])[] = [],
): Promise<Asked> {
  return readParts(cluster, partsFor(namespace, mostOfAKind), beside);
}

/** The Service is known; its pods are found by its selector. */
export async function readService(cluster: Cluster, service: Service): Promise<AuditFacts> {
  const { namespace } = service.metadata;
  const parts = partsFor(namespace, mostBeside);
  const labels = selectorText(service);
  const pods: Part<'pods'> = {
    ...parts.pods,
    queries: hasSelector(service) ? [{ kind: 'pods', namespace, labels, limit: mostBeside }] : [],
  };
  const services: Part<'services'> = { queries: [], pick: () => [service] };
  const { facts } = await readParts(cluster, { ...parts, pods, services }, []);
  return facts;
}

async function readParts(
  cluster: Cluster,
  parts: Parts,
  beside: readonly (readonly Query[])[],
): Promise<Asked> {
  const names = Object.keys(parts) as PartName[];
  const groups = [...names.map((name) => parts[name].queries), ...beside];
  const snapshots = await cluster.readEach(groups);
  const found = names.map((name, at) => [name, foundIn(parts[name], snapshots[at])]);
  return { facts: Object.fromEntries(found), beside: snapshots.slice(names.length) };
}

/** A kind that the cluster does not know has no objects: nothing is missing. */
function foundIn<P extends PartName>(
  { pick }: Part<P>,
  snapshot: Snapshot | undefined,
): Found<AuditItems[P]> {
  const { objects = {}, gaps = [], truncated = [] } = snapshot ?? {};
  return {
    all: pick(objects) ?? [],
    gaps: gaps.filter(({ reason }) => reason !== 'not-installed'),
    isCut: truncated.some(({ limit = 0 }) => limit >= mostBeside),
  };
}
