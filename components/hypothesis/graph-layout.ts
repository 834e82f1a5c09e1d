/** What stands in one of the graph's three columns. */
export type GraphColumn = 'evidence' | 'claim' | 'action';

export interface GraphNode {
  /** As it is selected by: `ev:E1`, `hyp:H1`, `act:act_1`. */
  key: string;
  column: GraphColumn;
}

export interface GraphEdge {
  from: string;
  to: string;
  relation: 'supports' | 'contradicts' | 'rests-on';
}

export interface PlacedNode extends GraphNode {
  x: number;
  y: number;
}

export interface GraphLayout {
  nodes: PlacedNode[];
  edges: (GraphEdge & { path: string })[];
  width: number;
  height: number;
}

/** Sizes in CSS pixels. */
export const NODE = { width: 208, height: 44, gapX: 96, gapY: 12 } as const;

const COLUMNS: GraphColumn[] = ['evidence', 'claim', 'action'];

/**
 * The graph in three columns, evidence, claims, actions. Claims stand as they are given; evidence and
 * actions beside the middle of what they are tied to, and as given where that is the same, so that the
 * same graph is always drawn the same and another item moves as little as it can. Pure; nothing
 * overlaps, since every node has a row of its column to itself.
 */
export function layGraph(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): GraphLayout {
  const of = (column: GraphColumn) => nodes.filter((node) => node.column === column);
  const claimPlace = new Map(of('claim').map(({ key }, place) => [key, place]));
  const tiedTo = new Map<string, number[]>();
  for (const { from, to } of edges) {
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const place = claimPlace.get(other);
      if (place !== undefined) tiedTo.set(one, [...(tiedTo.get(one) ?? []), place]);
    }
  }
  const middle = ({ key }: GraphNode): number => {
    const places = tiedTo.get(key);
    if (!places) return Number.POSITIVE_INFINITY;
    return places.reduce((sum, place) => sum + place, 0) / places.length;
  };
  const compare = (a: GraphNode, b: GraphNode): number => {
    const [left, right] = [middle(a), middle(b)];
    return left === right ? 0 : left - right;
  };
  const ordered = COLUMNS.map((column) =>
    column === 'claim' ? of(column) : of(column).toSorted(compare),
  );
  const rows = Math.max(0, ...ordered.map(({ length }) => length));
  const step = NODE.height + NODE.gapY;
  const height = Math.max(0, rows * step - NODE.gapY);
  const placed = ordered.flatMap((column, index) => {
    const taken = column.length * step - NODE.gapY;
    const top = (height - taken) / 2;
    const x = index * (NODE.width + NODE.gapX);
    return column.map((node, row) => ({ ...node, x, y: top + row * step }));
  });
  const at = new Map(placed.map((node) => [node.key, node]));
  const drawn = edges.flatMap((edge) => {
    const [from, to] = [at.get(edge.from), at.get(edge.to)];
    return from && to ? [{ ...edge, path: pathBetween(from, to) }] : [];
  });
  const width = COLUMNS.length * NODE.width + (COLUMNS.length - 1) * NODE.gapX;
  return { nodes: placed, edges: drawn, width, height };
}

function pathBetween(from: PlacedNode, to: PlacedNode): string {
  const [startX, endX] = [from.x + NODE.width, to.x];
  const [startY, endY] = [from, to].map(({ y }) => y + NODE.height / 2) as [number, number];
  const bend = (endX - startX) / 2;
  return `M${startX} ${startY}C${startX + bend} ${startY} ${endX - bend} ${endY} ${endX} ${endY}`;
}
