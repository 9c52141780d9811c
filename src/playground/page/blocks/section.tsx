import type { SectionBlock } from '@slack/types';
import { Action } from './actions.tsx';
import { LibraryBlock } from './library.tsx';

/** The library draws the text; what can be pressed beside it is ours, since it must work. */
export function Section({ block }: { block: SectionBlock }) {
  const { accessory, ...rest } = block;
  if (!accessory || accessory.type === 'image') return <LibraryBlock block={rest} />;
  return (
    <div className="section">
      <div className="section-text">
        <LibraryBlock block={rest} />
      </div>
      <Action element={accessory} blockId={block.block_id ?? ''} />
    </div>
  );
}
