import type { ContainerBlock } from '@slack/types';
import { Blocks } from './blocks.tsx';

/** Ours only because what is inside may be pressed. */
export function Container({ block }: { block: ContainerBlock }) {
  const title = block.title?.text ?? '';
  const inside = <Blocks blocks={block.child_blocks} />;
  if (!block.is_collapsible) {
    return (
      <section className="container" aria-label={title}>
        <strong>{title}</strong>
        {inside}
      </section>
    );
  }
  return (
    <details className="container" open={!block.default_collapsed}>
      <summary>{title}</summary>
      {inside}
    </details>
  );
}
