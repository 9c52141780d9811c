/**
 * What a message carries in its metadata beside the lines of text. A Slack client ignores it; the page
 * makes the picture of it.
 */
import { z } from 'zod/mini';
import type { Graph } from '../../../report.ts';
import type { PageBlock } from '../wire.ts';

const graphSchema = z.object({
  event_type: z.literal('portolan_graph'),
  event_payload: z.object({
    /** `block_id` of the text's first block; those of the others begin with it. */
    block: z.string(),
    title: z.string(),
    nodes: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        detail: z.exactOptional(z.string()),
        mark: z.exactOptional(z.enum(['ok', 'problem', 'warning', 'unknown', 'skipped'])),
      }),
    ),
    edges: z.array(
      z.object({ from: z.string(), to: z.string(), label: z.exactOptional(z.string()) }),
    ),
  }),
});

/** A message's blocks around the text that the picture shows. */
export interface Illustrated {
  graph: Graph;
  before: PageBlock[];
  text: PageBlock[];
  after: PageBlock[];
}

/** @returns undefined for metadata of another kind, and where the text is missing */
export function illustrate(blocks: PageBlock[], metadata: unknown): Illustrated | undefined {
  const parsed = graphSchema.safeParse(metadata);
  if (!parsed.success) return undefined;
  const { block, title, nodes, edges } = parsed.data.event_payload;
  const isText = ({ block_id: id = '' }: PageBlock) => id === block || id.startsWith(`${block}-`);
  const first = blocks.findIndex(isText);
  if (first < 0 || nodes.length === 0) return undefined;
  return {
    graph: { kind: 'graph', title, nodes, edges },
    before: blocks.slice(0, first),
    text: blocks.filter(isText),
    after: blocks.slice(first).filter((one) => !isText(one)),
  };
}
