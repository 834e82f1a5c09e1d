import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layGraph, NODE, pathOf } from '@/components/service/lay-graph';

const node = (name: string, ...dependsOn: string[]) => ({ name, dependsOn });

const graph = fc
  .array(fc.array(fc.nat(14), { maxLength: 5 }), { maxLength: 15 })
  .map((edges) => edges.map((to, i) => node(`s${i}`, ...new Set(to.map((each) => `s${each}`)))));

describe('the drawing of services', () => {
  test('stands dependents to the left of what they depend on', () => {
    const { nodes, edges, alone } = layGraph([
      node('payments'),
      node('storefront', 'checkout', 'payments'),
      node('checkout', 'payments'),
      node('lonely', 'nowhere'),
    ]);
    const columns = Object.fromEntries(nodes.map(({ name, column }) => [name, column]));
    expect(columns).toEqual({ storefront: 0, checkout: 1, payments: 2 });
    expect(edges).toHaveLength(3);
    expect(alone).toEqual(['lonely']);
  });

  test('marks the one edge of a circle that runs back', () => {
    const { edges } = layGraph([node('a', 'b'), node('b', 'c'), node('c', 'a')]);
    expect(edges.filter(({ isBack }) => isBack).map(({ from, to }) => [from, to])).toEqual([
      ['c', 'a'],
    ]);
  });

  test('has every service once, none over another, and every edge forward or marked', () => {
    fc.assert(
      fc.property(graph, (services) => {
        const { nodes, edges, alone, width, height } = layGraph(services);
        const names = [...nodes.map(({ name }) => name), ...alone];
        expect(names.toSorted()).toEqual(services.map(({ name }) => name).toSorted());
        const spots = new Set(nodes.map(({ x, y }) => `${x} ${y}`));
        expect(spots.size).toBe(nodes.length);
        for (const [i, a] of nodes.entries()) {
          expect(a.x + NODE.width).toBeLessThanOrEqual(width);
          expect(a.y + NODE.height).toBeLessThanOrEqual(height);
          for (const b of nodes.slice(i + 1)) {
            if (a.x === b.x) expect(Math.abs(a.y - b.y)).toBeGreaterThanOrEqual(NODE.height);
          }
        }
        const column = new Map(nodes.map((each) => [each.name, each.column]));
        for (const { from, to, isBack } of edges) {
          const steps = (column.get(to) ?? 0) - (column.get(from) ?? 0);
          if (!isBack) expect(steps).toBeGreaterThan(0);
        }
        const known = new Set(services.map(({ name }) => name));
        const wanted = services.flatMap(({ name, dependsOn }) =>
          dependsOn.filter((to) => known.has(to) && to !== name).map((to) => `${name} ${to}`),
        );
        const drawn = edges.map(({ from, to }) => `${from} ${to}`);
        expect(drawn.toSorted()).toEqual(wanted.toSorted());
      }),
    );
  });

  test('is the same for the same services in any order', () => {
    const shuffled = graph.chain((services) =>
      fc.tuple(
        fc.constant(services),
        fc.shuffledSubarray(services, { minLength: services.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([services, other]) => {
        expect(layGraph(other)).toEqual(layGraph(services));
      }),
    );
  });

  test('of two thousand services in a long chain is laid out without a long wait', () => {
    const chain = Array.from({ length: 2_000 }, (_, i) => node(`s${i}`, `s${i + 1}`, `s${i + 2}`));
    const before = process.cpuUsage();
    expect(layGraph(chain).nodes).toHaveLength(2_000);
    expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
  });

  test('draws an edge from the right of one to the left of the other', () => {
    const { edges } = layGraph([node('a', 'b'), node('b')]);
    const [edge] = edges;
    expect(edge && pathOf(edge)).toBe(`M ${NODE.width} 18 C 184 18, 184 18, 212 18`);
  });
});
