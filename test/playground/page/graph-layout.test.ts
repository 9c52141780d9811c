import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { curve, type PlacedNode, place } from '../../../src/playground/page/graph/layout.ts';
import type { Graph } from '../../../src/report.ts';

const graph = (nodes: Graph['nodes'], edges: Graph['edges']): Graph => ({
  kind: 'graph',
  title: 'The way',
  nodes,
  edges,
});
const named = (...ids: string[]) => ids.map((id) => ({ id, label: `Service shop/${id}` }));
const at = (nodes: PlacedNode[], id: string) => nodes.find(({ node }) => node.id === id);

describe('place', () => {
  test('a way goes down, and branches stand in the order they were named', () => {
    const { nodes } = place(
      graph(named('root', 'b', 'a', 'c'), [
        { from: 'root', to: 'b', label: '80 %' },
        { from: 'root', to: 'a', label: '15 %' },
        { from: 'root', to: 'c', label: '5 %' },
      ]),
    );
    const [root, b, a, c] = ['root', 'b', 'a', 'c'].map((id) => at(nodes, id));
    expect(b?.y).toBeGreaterThan((root?.y ?? 0) + (root?.height ?? 0));
    expect(a?.x).toBeGreaterThan(b?.x ?? Number.POSITIVE_INFINITY);
    expect(c?.x).toBeGreaterThan(a?.x ?? Number.POSITIVE_INFINITY);
  });

  test('two backends fit side by side into a thread', () => {
    const { width } = place(
      graph(
        [
          { id: 'rule', label: 'Ingress shop/shop', detail: 'Prefix /api' },
          { id: 'stable', label: 'Service shop/api-service:80', mark: 'ok' },
          { id: 'canary', label: 'Service shop/api-canary:80', mark: 'ok' },
        ],
        [
          { from: 'rule', to: 'stable', label: '80 %' },
          { from: 'rule', to: 'canary', label: '20 %' },
        ],
      ),
    );
    expect(width).toBeLessThanOrEqual(372);
  });

  test('two ways between the same two places keep their own labels', () => {
    const { edges } = place(
      graph(named('a', 'b'), [
        { from: 'a', to: 'b', label: '80 %' },
        { from: 'a', to: 'b', label: '20 %' },
      ]),
    );
    expect(edges.map(({ label }) => label?.text)).toEqual(['80 %', '20 %']);
    expect(edges[0]?.label?.x).not.toBe(edges[1]?.label?.x);
  });

  test('a long label keeps its words whole for who points at it', () => {
    const label = 'PathPrefix /api becomes / on the way';
    const [edge] = place(graph(named('a', 'b'), [{ from: 'a', to: 'b', label }])).edges;
    expect(edge?.label).toMatchObject({ whole: label, text: 'PathPrefix /a…/ on the way' });
  });

  test('whatever is connected with whatever, boxes do not touch and stay in the picture', () => {
    fc.assert(fc.property(anyGraph, holds), { numRuns: 60 });
  });
});

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const id = fc.constantFrom(...ids);
const text = fc.string({ maxLength: 60 });
const mark = fc.constantFrom('ok' as const, 'problem' as const);
/** 'x' is an edge to nowhere. */
const edge = fc.record({ from: id, to: fc.oneof(id, fc.constant('x')), label: text });
const anyGraph = fc
  .record({
    nodes: fc.uniqueArray(fc.record({ id, label: text, detail: text, mark }), {
      selector: (node) => node.id,
      minLength: 1,
    }),
    edges: fc.array(edge, { maxLength: 12 }),
  })
  .map(({ nodes, edges }) => graph(nodes, edges));

function holds(one: Graph): void {
  const { nodes, edges, width, height } = place(one);
  expect(nodes.map(({ node }) => node)).toEqual(one.nodes);
  for (const box of nodes) {
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width);
    expect(box.y + box.height).toBeLessThanOrEqual(height);
    for (const other of nodes) if (other !== box) expect(overlap(box, other)).toBe(false);
  }
  for (const { path } of edges) expect(path).toMatch(/^M[-\d. ]+[LQ]/);
}

const overlap = (a: PlacedNode, b: PlacedNode) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('curve', () => {
  test.each([
    [
      'a line',
      [
        [0, 0],
        [0, 10],
      ],
      'M0 0 L0 10',
    ],
    [
      'one bend',
      [
        [0, 0],
        [5, 5],
        [0, 10],
      ],
      'M0 0 Q5 5 0 10',
    ],
    [
      'two bends meet in the middle',
      [
        [0, 0],
        [4, 2],
        [8, 8],
        [9, 10],
      ],
      'M0 0 Q4 2 6 5 Q8 8 9 10',
    ],
    ['nothing', [], ''],
  ] as const)('%s', (_, points, path) => {
    expect(curve(points.map(([x, y]) => ({ x, y })))).toBe(path);
  });
});
