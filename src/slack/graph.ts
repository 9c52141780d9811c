/**
 * A Graph in Slack: lines of text, and its data as the message's metadata, which no person sees and of
 * which the playground's page draws the picture. See docs/decisions/picture-as-metadata.md.
 */
import type { MessageMetadata } from '@slack/types';
import type { Graph, Section } from '../report.ts';
import { cleanLine, withoutBackticks } from '../terminal/words.ts';
import { graphName, type Message, type Piece } from './message.ts';
import { type Line, paragraphs } from './rich-text.ts';

/** Bytes. Slack has a limit and does not tell it; a picture is not worth finding out. */
const mostMetadata = 8000;

/** The blocks carry names: the first is `graph-0`, the text goes on in `graph-0-1` and so forth. */
export function graphPieces(lines: readonly Line[], index: number): Piece[] {
  return paragraphs(lines).map((block, part) => [
    { ...block, block_id: part === 0 ? graphName(index) : `${graphName(index)}-${part}` },
  ]);
}

export function withMetadata(message: Message, sections: readonly Section[]): Message {
  for (const [index, section] of sections.entries()) {
    if (section.kind !== 'graph') continue;
    if (!message.blocks.some((block) => block.block_id === graphName(index))) continue;
    const metadata = metadataOf(section, graphName(index));
    const size = Buffer.byteLength(JSON.stringify(metadata));
    return size > mostMetadata ? message : { ...message, metadata };
  }
  return message;
}

/** Lists of flat objects and nothing deeper: that is what Slack's types allow. */
function metadataOf({ title, nodes, edges }: Graph, block: string): MessageMetadata {
  return {
    event_type: 'portolan_graph',
    event_payload: {
      block,
      title: words(title),
      nodes: nodes.map(({ id, label, detail, mark }) => ({
        id,
        label: words(label),
        ...(detail && { detail: words(detail) }),
        ...(mark && { mark }),
      })),
      edges: edges.map(({ from, to, label }) => ({
        from,
        to,
        ...(label && { label: words(label) }),
      })),
    },
  };
}

const words = (text: string) => cleanLine(withoutBackticks(text));
