import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type GraphEdge,
  layGraph,
  NODE,
  type GraphNode,
} from '@/components/hypothesis/graph-layout';

const names = (prefix: string) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 12 })
    .map((all) => all.map((n) => `${prefix}:${n}`));

const graph = fc
  .record({ evidence: names('ev'), claims: names('hyp'), actions: names('act') })
  .chain(({ evidence, claims, actions }) => {
    const nodes: GraphNode[] = [
      ...evidence.map((key) => ({ key, column: 'evidence' as const })),
      ...claims.map((key) => ({ key, column: 'claim' as const })),
      ...actions.map((key) => ({ key, column: 'action' as const })),
    ];
    const tie = (from: string[], to: string[], relation: GraphEdge['relation']) =>
      from.length && to.length
        ? fc.array(
            fc.record({
              from: fc.constantFrom(...from),
              to: fc.constantFrom(...to),
              relation: fc.constant(relation),
            }),
          )
        : fc.constant<GraphEdge[]>([]);
    return fc
      .tuple(tie(evidence, claims, 'supports'), tie(claims, actions, 'rests-on'))
      .map((edges) => ({ nodes, edges: edges.flat() }));
  });

describe('the graph of claims', () => {
  test('draws every node once, within its frame, and none over another', () => {
    fc.assert(
      fc.property(graph, ({ nodes, edges }) => {
        const { nodes: placed, width, height } = layGraph(nodes, edges);
        expect(placed.map(({ key }) => key).toSorted()).toEqual(
          nodes.map(({ key }) => key).toSorted(),
        );
        for (const [index, a] of placed.entries()) {
          expect(a.x).toBeGreaterThanOrEqual(0);
          expect(a.x + NODE.width).toBeLessThanOrEqual(width);
          expect(a.y).toBeGreaterThanOrEqual(0);
          expect(a.y + NODE.height).toBeLessThanOrEqual(height);
          for (const b of placed.slice(index + 1)) {
            const apart = Math.abs(a.x - b.x) >= NODE.width || Math.abs(a.y - b.y) >= NODE.height;
            expect(apart).toBe(true);
          }
        }
      }),
    );
  });

  test('stands the same however its ties are ordered', () => {
    fc.assert(
      fc.property(graph, ({ nodes, edges }) => {
        expect(layGraph(nodes, edges.toReversed()).nodes).toEqual(layGraph(nodes, edges).nodes);
      }),
    );
  });

  test('leaves every column in its order when one more item comes last', () => {
    fc.assert(
      fc.property(graph, ({ nodes, edges }) => {
        const late: GraphNode = { key: 'ev:late', column: 'evidence' };
        const order = (all: GraphNode[]) =>
          layGraph(all, edges)
            .nodes.map(({ key }) => key)
            .filter((key) => key !== late.key);
        expect(order([...nodes, late])).toEqual(order(nodes));
      }),
    );
  });

  test('puts evidence beside the claims that it is tied to', () => {
    const nodes: GraphNode[] = [
      { key: 'ev:low', column: 'evidence' },
      { key: 'ev:high', column: 'evidence' },
      { key: 'hyp:first', column: 'claim' },
      { key: 'hyp:second', column: 'claim' },
    ];
    const { nodes: placed, edges } = layGraph(nodes, [
      { from: 'ev:low', to: 'hyp:second', relation: 'supports' },
      { from: 'ev:high', to: 'hyp:first', relation: 'contradicts' },
      { from: 'ev:gone', to: 'hyp:first', relation: 'supports' },
    ]);
    expect(placed.slice(0, 2).map(({ key }) => key)).toEqual(['ev:high', 'ev:low']);
    expect(edges).toHaveLength(2);
  });
});
