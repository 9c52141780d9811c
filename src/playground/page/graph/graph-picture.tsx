import { useId } from 'react';
import { graphLines } from '../../../graph-lines.ts';
import type { Graph, Mark } from '../../../report.ts';
import type { Picture, PlacedEdge, PlacedNode } from './layout.ts';

/** Beside its colour a mark has a sign: colours alone tell some people nothing. */
const signs: Record<Mark, string> = {
  ok: '✓',
  problem: '✕',
  warning: '!',
  unknown: '?',
  skipped: '–',
};

interface GraphPictureProps {
  graph: Graph;
  picture: Picture;
}

/** For who cannot see it one picture, described by the lines that Slack shows. */
export function GraphPicture({ graph, picture }: GraphPictureProps) {
  const id = useId();
  const { width, height, nodes, edges } = picture;
  return (
    <svg
      role="img"
      aria-label={graph.title}
      aria-describedby={`${id}words`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <desc id={`${id}words`}>{describe(graph)}</desc>
      <defs>
        <marker
          id={`${id}tip`}
          refX="8"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path className="graph-tip" d="M0 0 L8 4 L0 8 Z" />
        </marker>
      </defs>
      {edges.map(({ key, path }) => (
        <path key={key} className="graph-edge" d={path} markerEnd={`url(#${id}tip)`} />
      ))}
      {edges.map(({ key, label }) => label && <EdgeLabel key={key} {...label} />)}
      {nodes.map((placed) => (
        <Node key={placed.node.id} {...placed} />
      ))}
    </svg>
  );
}

/** A picture is read as one sentence, so lines end like sentences. */
function describe(graph: Graph): string {
  const lines = graphLines(graph).map(({ text, mark }) => `${text}${mark ? `, ${mark}` : ''}.`);
  return lines.join(' ');
}

function EdgeLabel({ text, whole, x, y, width, height }: NonNullable<PlacedEdge['label']>) {
  return (
    <g className="graph-label" transform={`translate(${x} ${y})`}>
      <title>{whole}</title>
      <rect x={-width / 2} y={-height / 2} width={width} height={height} rx="4" />
      <text y="4" textAnchor="middle">
        {text}
      </text>
    </g>
  );
}

function Node({ node, x, y, width, height, lines }: PlacedNode) {
  const { label, detail, mark } = node;
  return (
    <g className={`graph-node graph-${mark ?? 'plain'}`} transform={`translate(${x} ${y})`}>
      <title>{detail ? `${label} (${detail})` : label}</title>
      <rect width={width} height={height} rx="7" />
      {mark && <Sign mark={mark} />}
      {lines.map(({ text, isDetail, ...at }) => (
        <text key={at.y} className={isDetail ? 'graph-detail' : 'graph-name'} {...at}>
          {text}
        </text>
      ))}
    </g>
  );
}

/** On the corner of the box. */
function Sign({ mark }: { mark: Mark }) {
  return (
    <g className="graph-sign">
      <circle cx="1" cy="1" r="8" />
      <text x="1" y="5" textAnchor="middle">
        {signs[mark]}
      </text>
    </g>
  );
}
