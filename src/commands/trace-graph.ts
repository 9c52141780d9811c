/** The way of a request as nodes and edges, from the host to the pods. */
import type { Reach } from '../network/reach.ts';
import { askText } from '../network/routes/ask.ts';
import { percent } from '../network/routes/split.ts';
import { code, count, type Graph, type Mark } from '../report.ts';
import type { Traced } from './traced.ts';

type Node = Graph['nodes'][number];

export function traceGraph(traced: Traced): Graph {
  const trunk = [
    hostNode(traced),
    ...doorNodes(traced),
    entranceNode(traced),
    ...ruleNodes(traced),
  ];
  const edges = trunk.slice(1).map((node, at) => ({ from: trunk[at]?.id ?? '', to: node.id }));
  const last = trunk.at(-1)?.id ?? '';
  const ends = traced.reaches.map((reach, at) => branch(reach, at, last));
  return {
    kind: 'graph',
    title: `The way of ${code(askText(traced.ask))}`,
    nodes: [...trunk, ...ends.flatMap(({ nodes }) => nodes)],
    edges: [...edges, ...ends.flatMap((end) => end.edges)],
  };
}

function hostNode({ ask, host }: Traced): Node {
  const known = host?.alias ?? host?.addresses.join(', ');
  const detail = host?.failure === undefined && known ? known : 'not looked up';
  return { id: 'host', label: code(ask.host), detail };
}

function doorNodes({ door, main }: Traced): Node[] {
  if (door) {
    const { namespace, name } = door.service.metadata;
    const isPending = door.addresses.length === 0;
    const label = `LoadBalancer ${code(`${namespace}/${name}`)}`;
    const detail = isPending ? 'no address yet' : door.addresses.join(', ');
    return [{ id: 'door', label, detail, mark: isPending ? 'warning' : 'ok' }];
  }
  const addresses = main?.entrance.addresses ?? [];
  if (addresses.length === 0) return [];
  return [{ id: 'door', label: 'Load balancer', detail: addresses.join(', ') }];
}

function entranceNode({ main, door }: Traced): Node {
  const { name = '', detail } = main?.entrance ?? {};
  const pods = door?.pods;
  const words = pods && pods.total > 0 ? `${pods.ready} of ${count(pods.total, 'pod')} ready` : '';
  const details = [detail, words].filter(Boolean).join('; ');
  const mark: Mark | undefined =
    main?.unserved !== undefined ? 'problem' : words ? markOf(pods) : undefined;
  return {
    id: 'entrance',
    label: name,
    ...(details && { detail: details }),
    ...(mark && { mark }),
  };
}

const markOf = (pods: { ready: number; total: number } | undefined): Mark =>
  pods && pods.ready > 0 ? 'ok' : 'problem';

function ruleNodes({ main, ask }: Traced): Node[] {
  const winner = main?.winner;
  if (!winner) return [{ id: 'rule', label: `no rule takes ${code(ask.path)}`, mark: 'problem' }];
  const { kind, namespace, name } = winner.source;
  const rule: Node = {
    id: 'rule',
    label: `${kind} ${code(`${namespace}/${name}`)}`,
    detail: winner.rule,
  };
  if (winner.answer === undefined) return [rule];
  return [rule, { id: 'answer', label: `answers itself: ${winner.answer}` }];
}

interface Branch {
  nodes: Node[];
  edges: { from: string; to: string; label?: string }[];
}

function branch(
  { backend, endpoints, port, trouble, unknown }: Reach,
  at: number,
  from: string,
): Branch {
  const id = `backend-${at}`;
  const number = port?.port ?? backend.port;
  const label = `${backend.kind} ${code(`${backend.namespace}/${backend.name}${number === undefined ? '' : `:${number}`}`)}`;
  const mark: Mark = trouble
    ? backend.share > 0
      ? 'problem'
      : 'warning'
    : unknown
      ? 'unknown'
      : 'ok';
  const edge = { from, to: id, label: percent(backend.share) };
  const words = endpoints ? undefined : (trouble ?? unknown);
  const node: Node = { id, label, mark, ...(words && { detail: words }) };
  if (!endpoints) return { nodes: [node], edges: [edge] };
  const text =
    endpoints.total === 0
      ? 'no endpoints'
      : `${endpoints.ready} of ${count(endpoints.total, 'endpoint')} ready`;
  const isWell = !trouble && endpoints.ready === endpoints.total;
  const pods: Node = {
    id: `${id}-pods`,
    label: text,
    mark: isWell ? 'ok' : trouble ? mark : 'warning',
  };
  return { nodes: [node, pods], edges: [edge, { from: id, to: pods.id }] };
}
