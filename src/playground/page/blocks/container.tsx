import type { ContainerBlock } from '@slack/types';
import type { ReactNode } from 'react';

interface ContainerProps {
  block: ContainerBlock;
  /** The child blocks, drawn. */
  children: ReactNode;
}

/** Ours only because what is inside may be pressed. */
export function Container({ block, children }: ContainerProps) {
  const title = block.title?.text ?? '';
  if (!block.is_collapsible) {
    return (
      <section className="container" aria-label={title}>
        <strong>{title}</strong>
        {children}
      </section>
    );
  }
  return (
    <details className="container" open={!block.default_collapsed}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
