import type { ContextBlock } from '@slack/types';
import type { PageBlock } from '../wire.ts';
import { Actions } from './actions.tsx';
import { Container } from './container.tsx';
import { DataTable } from './data-table.tsx';
import { LibraryBlock } from './library.tsx';
import { Picture } from './picture.tsx';
import { Plan } from './plan.tsx';
import { Section } from './section.tsx';
import { TaskCard } from './task-card.tsx';

/** Block Kit: what must work, or what the library draws poorly, is ours; the rest is the library's. */
export function Blocks({ blocks }: { blocks: PageBlock[] }) {
  return (
    <div className="blocks">
      {blocks.map((block, index) => (
        <Block key={keyOf(block, index, blocks)} block={block} />
      ))}
    </div>
  );
}

/** A list that fills in gets a new id each time; what somebody has unfolded in it stays unfolded. */
function keyOf({ type, block_id }: PageBlock, index: number, blocks: PageBlock[]): string {
  if (type !== 'plan') return block_id ?? index.toString();
  return `plan ${blocks.slice(0, index).filter((block) => block.type === type).length}`;
}

export function Block({ block }: { block: PageBlock }) {
  switch (block.type) {
    case 'actions':
      return <Actions block={block} />;
    case 'section':
      return <Section block={block} />;
    case 'table':
    case 'data_table':
      return <DataTable block={block} />;
    case 'plan':
      return <Plan block={block} />;
    case 'task_card':
      return <TaskCard block={block} />;
    case 'container':
      return (
        <Container block={block}>
          <Blocks blocks={block.child_blocks} />
        </Container>
      );
    case 'image':
      return <Picture alt={block.alt_text} />;
    case 'context':
      return <LibraryBlock block={withoutImages(block)} />;
    default:
      return <LibraryBlock block={block} />;
  }
}

function withoutImages(block: ContextBlock): ContextBlock {
  const elements = block.elements.map((element) =>
    element.type === 'image' ? { type: 'plain_text' as const, text: element.alt_text } : element,
  );
  return { ...block, elements };
}
