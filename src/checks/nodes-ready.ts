/** Are the nodes ready on which the pods run? */
import { firstOf } from '../network/nearest.ts';
import { type NodeTrouble, nodeTrouble } from '../network/node-trouble.ts';
import { isOver, isReady } from '../network/pod-trouble.ts';
import { formOf, hasSelector } from '../network/service-facts.ts';
import type { Node } from '../objects/node.ts';
import type { Pod } from '../objects/pod.ts';
import { code, count } from '../report.ts';
import { defineCheck, type Finding } from './check.ts';
import { ofPods, ofService, ok, problem, skipped, warning } from './findings.ts';
import type { Found } from './sources/source.ts';

export const nodesReady = defineCheck({
  id: 'nodes-ready',
  title: 'The nodes of the pods are ready',
  needs: ['service', 'pods', 'nodes'],
  explain: {
    why: 'When a node stops reporting, its pods are marked as not ready after a while and nothing there can be reached, however well the pods are.',
    how: 'The Ready and NetworkUnavailable conditions and the taints of the nodes on which the selected pods are. A cordoned node alone is no trouble: its pods serve on.',
    fix: 'Bring the node back (machine, kubelet, network), or remove it, so that its pods are started elsewhere.',
  },
  run: ({ service, pods, nodes }) =>
    ofService({ service }, (found) => {
      if (formOf(found) === 'ExternalName') return skipped('an alias has no pods');
      if (!hasSelector(found)) return skipped('no selector: its endpoints are no pods of its own');
      const placed = placedOf(pods.all);
      if (placed.length === 0) return skipped('no pod is on a node yet');
      return judge(placed, nodes);
    }),
});

/** Pods of a lost node are deleted after five minutes, but stay until it is heard of again. */
function placedOf(pods: readonly Pod[]): Pod[] {
  const placed = pods.filter(({ spec }) => spec.nodeName);
  const live = placed.filter((pod) => !isOver(pod));
  const leaving = placed.filter(({ metadata }) => metadata.deletionTimestamp);
  return live.length > 0 ? live : leaving;
}

interface Lost {
  node: string;
  pods: Pod[];
  trouble: NodeTrouble;
}

const gone: NodeTrouble = {
  summary: 'no longer exists',
  field: 'metadata.name',
  value: 'not found',
};

function judge(pods: readonly Pod[], nodes: Found<Node>): Finding {
  const byNode = Map.groupBy(pods, ({ spec }) => spec.nodeName ?? '');
  const lost = [...byNode].flatMap(([name, here]): Lost[] => {
    const node = nodes.all.find(({ metadata }) => metadata.name === name);
    const trouble = node ? nodeTrouble(node) : nodes.isCut ? undefined : gone;
    return trouble ? [{ node: name, pods: here, trouble }] : [];
  });
  const [first] = lost;
  if (!first) return ok(`${told([...byNode.keys()])}${cordonedOf(nodes.all)}`);
  const on = new Set(lost.flatMap((one) => one.pods));
  const doOthersServe = pods.some((pod) => !on.has(pod) && isReady(pod));
  const where =
    on.size === pods.length
      ? pods.length === 1
        ? 'the only pod is'
        : 'all pods are'
      : `${ofPods(on.size, pods.length)} ${on.size === 1 ? 'is' : 'are'}`;
  return (doOthersServe ? warning : problem)({
    summary: `${where} on ${whose(lost)}`,
    evidence: lost.map(({ node, trouble: { field, value } }) => ({
      object: `node ${node}`,
      field,
      value,
    })),
    fix: `Bring ${code(first.node)} back (machine, kubelet, network); if it is lost for good, delete the Node, and its pods start elsewhere.`,
    kubectl: `kubectl describe node ${first.node}`,
  });
}

/** node `a`, which has stopped reporting */
function whose(lost: readonly Lost[]): string {
  const groups = [...Map.groupBy(lost, ({ trouble }) => trouble.summary)];
  return groups
    .map(([summary, all]) => {
      const names = all.map(({ node }) => node);
      const verb =
        all.length === 1
          ? summary
          : summary.replace(/^is /, 'are ').replace(/^has /, 'have ').replace('exists', 'exist');
      return `${all.length === 1 ? 'node' : 'nodes'} ${firstOf(names, 5)}, which ${verb}`;
    })
    .join('; ');
}

const told = (names: readonly string[]) =>
  names.length === 1
    ? `node ${code(names[0] ?? '')} is ready`
    : `${count(names.length, 'node')} are ready`;

function cordonedOf(nodes: readonly Node[]): string {
  const names = nodes.filter(({ spec }) => spec.unschedulable).map(({ metadata }) => metadata.name);
  if (names.length === 0) return '';
  return `; ${firstOf(names, 3)} ${names.length === 1 ? 'takes' : 'take'} no new pods (cordoned)`;
}
