/** Where everything of a Graph stands in its picture, in CSS pixels. Dagre finds the places. */
import { Graph as Dagre, layout } from '@dagrejs/dagre';
import type { Graph } from '../../../report.ts';
import { em, lengthOf, shorten, wrap } from './words.ts';

type GraphNode = Graph['nodes'][number];

/** Font sizes; the style sheet has the same ones. */
const labelSize = 12;
const detailSize = 11;
const labelLine = 17;
const detailLine = 15;

const padding = 12;
/** Signs stand on the corners of the boxes and need it. */
const margin = 12;

export interface PlacedNode {
  node: GraphNode;
  /** The upper left corner. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** Baselines, counted from the upper left corner of the node. */
  lines: { text: string; x: number; y: number; isDetail: boolean }[];
}

export interface PlacedEdge {
  key: string;
  path: string;
  /** Its middle. */
  label?: { text: string; whole: string; x: number; y: number; width: number; height: number };
}

export interface Picture {
  width: number;
  height: number;
  nodes: PlacedNode[];
  edges: PlacedEdge[];
}

export function place(graph: Graph): Picture {
  const dagre = new Dagre({ multigraph: true });
  dagre.setGraph({ rankdir: 'TB', nodesep: 14, ranksep: 30, marginx: margin, marginy: margin });
  const nodes = graph.nodes.map((node) => ({ node, ...sizeOf(node) }));
  for (const { node, width, height } of nodes) dagre.setNode(node.id, { width, height });
  const edges = edgesBetween(graph).map((edge, index) => ({ ...edge, key: String(index) }));
  for (const { from, to, key, label } of edges) {
    dagre.setEdge(from, to, { ...labelBox(label), labelpos: 'c' }, key);
  }
  layout(dagre, { disableOptimalOrderHeuristic: isTree(edges) });
  const { width = 0, height = 0 } = dagre.graph();
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    nodes: nodes.map((one) => {
      const { x = 0, y = 0 } = dagre.node(one.node.id);
      return { ...one, x: x - one.width / 2, y: y - one.height / 2 };
    }),
    edges: edges.map(({ from, to, key, label }) => {
      const { points = [], x = 0, y = 0 } = dagre.edge(from, to, key);
      const middle = label && { text: shortLabel(label), whole: label, x, y, ...labelBox(label) };
      return { key, path: curve(points), ...(middle && { label: middle }) };
    }),
  };
}

/** An edge to nowhere would make a node of its own. */
function edgesBetween({ nodes, edges }: Graph): Graph['edges'] {
  const ids = new Set(nodes.map(({ id }) => id));
  return edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
}

/** Nothing crosses in a tree, so its branches can stand in the order they were named. */
function isTree(edges: Graph['edges']): boolean {
  return new Set(edges.map(({ to }) => to)).size === edges.length;
}

function sizeOf({ label, detail }: GraphNode) {
  const labels = wrap(label);
  const details = detail ? wrap(detail, { narrow: Math.max(19, widest(labels)), wide: 27 }) : [];
  const lines = [
    ...labels.map((text, at) => ({ text, y: 21 + at * labelLine, isDetail: false })),
    ...details.map((text, at) => ({
      text,
      y: 20 + labels.length * labelLine + at * detailLine,
      isDetail: true,
    })),
  ];
  const words = Math.max(widest(labels) * labelSize, widest(details) * detailSize) * em;
  return {
    lines: lines.map((line) => ({ ...line, x: padding })),
    width: Math.ceil(words + 2 * padding),
    height: 16 + labels.length * labelLine + details.length * detailLine,
  };
}

const widest = (lines: readonly string[]) => Math.max(0, ...lines.map(lengthOf));

const shortLabel = (label: string) => shorten(label, 26);

function labelBox(label: string | undefined): { width: number; height: number } {
  if (!label) return { width: 0, height: 0 };
  return { width: Math.ceil(lengthOf(shortLabel(label)) * detailSize * em) + 10, height: 18 };
}

interface Point {
  x: number;
  y: number;
}

/** Through the points, round at the corners: the curve meets each line between two in its middle. */
export function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (!first || !last) return '';
  const bends = rest.slice(0, -1).map((corner, at) => {
    const next = rest[at + 1] ?? last;
    const end = at === rest.length - 2 ? last : middleOf(corner, next);
    return `Q${say(corner)} ${say(end)}`;
  });
  return [`M${say(first)}`, ...(bends.length > 0 ? bends : [`L${say(last)}`])].join(' ');
}

const middleOf = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

const say = ({ x, y }: Point) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
