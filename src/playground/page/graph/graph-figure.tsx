import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { Graph } from '../../../report.ts';
import { GraphPicture } from './graph-picture.tsx';
import { place } from './layout.ts';

interface GraphFigureProps {
  graph: Graph;
  /** The same in words, as Slack shows it. */
  children: ReactNode;
}

/** The picture, as large as it is: where there is less room it scrolls inside its frame. */
export function GraphFigure({ graph, children }: GraphFigureProps) {
  const picture = useMemo(() => place(graph), [graph]);
  const scroller = useRef<HTMLElement>(null);
  const [start] = picture.nodes;
  const middle = start ? start.x + start.width / 2 : 0;
  useEffect(() => {
    const frame = scroller.current;
    if (frame) frame.scrollLeft = middle - frame.clientWidth / 2;
  }, [middle]);
  return (
    <figure className="graph">
      <figcaption>{graph.title}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
      <section ref={scroller} className="graph-scroll" aria-label={graph.title} tabIndex={0}>
        <GraphPicture graph={graph} picture={picture} />
      </section>
      <details className="graph-text" data-testid="graph-text">
        <summary>As text</summary>
        {children}
      </details>
    </figure>
  );
}
