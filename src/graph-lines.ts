/** A Graph in lines of text, for where there is no picture. */
import type { Graph, Mark } from './report.ts';

export interface GraphLine {
  /** 0 is where the way begins. */
  depth: number;
  mark?: Mark;
  text: string;
}

/** Follows the edges from the first node, and then from whatever they did not reach. */
export function graphLines({ nodes, edges }: Graph): GraphLine[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const seen = new Set<string>();
  const from = (id: string, depth: number, by: string | undefined): GraphLine[] => {
    const node = byId.get(id);
    if (!node || seen.has(id)) return [];
    seen.add(id);
    const { label, detail, mark } = node;
    const text = [by && `${by}:`, label, detail && `(${detail})`].filter(Boolean).join(' ');
    const onward = edges.filter((edge) => edge.from === id);
    return [
      { depth, text, ...(mark && { mark }) },
      ...onward.flatMap((edge) => from(edge.to, depth + 1, edge.label)),
    ];
  };
  return nodes.flatMap(({ id }) => from(id, 0, undefined));
}
