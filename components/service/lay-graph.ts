/** What a layout needs of a service. */
export interface GraphNode {
  name: string;
  dependsOn: readonly string[];
}

export interface PlacedNode {
  name: string;
  /** Counted from the left: what nobody depends on stands in column 0. */
  column: number;
  /** Place within the column, from the top. */
  row: number;
  x: number;
  y: number;
}

export interface PlacedEdge {
  from: string;
  to: string;
  /** Points that it passes through, from the dependent to what it depends on. */
  points: { x: number; y: number }[];
  /** It closes a circle, and so runs against the direction of the others. */
  isBack: boolean;
}

export interface Layout {
  nodes: PlacedNode[];
  edges: PlacedEdge[];
  /** Services that neither depend on another nor are depended on. */
  alone: string[];
  width: number;
  height: number;
}

export const NODE = { width: 156, height: 36 } as const;
const GAP = { x: 56, y: 14 } as const;
const SWEEPS = 6;

interface Edge {
  from: string;
  to: string;
  isBack: boolean;
}

/** The edges of a graph, those that close a circle marked, by a depth-first walk without recursion. */
function edgesOf(nodes: readonly GraphNode[]): Edge[] {
  const next = new Map(nodes.map(({ name, dependsOn }) => [name, dependsOn]));
  const state = new Map<string, 'open' | 'done'>();
  const edges: Edge[] = [];
  for (const { name: start } of nodes) {
    if (state.has(start)) continue;
    const path = [{ name: start, at: 0 }];
    state.set(start, 'open');
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const to = next.get(top.name)?.[top.at];
      top.at += 1;
      if (to === undefined) {
        state.set(top.name, 'done');
        path.pop();
        continue;
      }
      if (!next.has(to) || to === top.name) continue;
      edges.push({ from: top.name, to, isBack: state.get(to) === 'open' });
      if (state.has(to)) continue;
      state.set(to, 'open');
      path.push({ name: to, at: 0 });
    }
  }
  return edges;
}

/** Each node as far to the right as its longest way from one that nobody depends on. */
function columnsOf(names: readonly string[], edges: readonly Edge[]): Map<string, number> {
  const forward = edges.filter(({ isBack }) => !isBack);
  const column = new Map(names.map((name) => [name, 0]));
  const incoming = new Map(names.map((name) => [name, 0]));
  const outgoing = groupBy(forward, ({ from }) => from);
  for (const { to } of forward) incoming.set(to, (incoming.get(to) ?? 0) + 1);
  const ready = names.filter((name) => incoming.get(name) === 0);
  for (const name of ready) {
    for (const { to } of outgoing.get(name) ?? []) {
      column.set(to, Math.max(column.get(to) ?? 0, (column.get(name) ?? 0) + 1));
      const left = (incoming.get(to) ?? 0) - 1;
      incoming.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  return column;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** A node, or a place that a long edge passes through on its way over a column. */
interface Cell {
  key: string;
  name: string | undefined;
  column: number;
}

interface Chain {
  edge: Edge;
  /** Keys of its cells, by column. */
  keys: string[];
}

/** Cells by column, and each edge as the cells that it passes, left to right. */
function cellsOf(names: readonly string[], edges: readonly Edge[]) {
  const column = columnsOf(names, edges);
  const at = (name: string) => column.get(name) ?? 0;
  const columns: Cell[][] = [];
  const put = (cell: Cell) => (columns[cell.column] ??= []).push(cell);
  for (const name of names) put({ key: name, name, column: at(name) });
  const chains = edges.map((edge, i): Chain => {
    const [left, right] = edge.isBack ? [edge.to, edge.from] : [edge.from, edge.to];
    const keys = [left];
    for (let c = at(left) + 1; c < at(right); c++) {
      const key = `${i} ${c}`;
      put({ key, name: undefined, column: c });
      keys.push(key);
    }
    return { edge, keys: [...keys, right] };
  });
  return { columns, chains };
}

/** Orders each column by where its neighbours stand, to and fro (Sugiyama, Tagawa, Toda 1981). */
function order(columns: Cell[][], chains: readonly Chain[]): void {
  const left = new Map<string, string[]>();
  const right = new Map<string, string[]>();
  const link = (map: Map<string, string[]>, key: string, to: string) => {
    const known = map.get(key);
    if (known) known.push(to);
    else map.set(key, [to]);
  };
  for (const { keys } of chains) {
    for (let i = 1; i < keys.length; i++) {
      const [a = '', b = ''] = [keys[i - 1], keys[i]];
      link(right, a, b);
      link(left, b, a);
    }
  }
  const place = new Map<string, number>();
  const settle = (cells: Cell[]) => cells.forEach(({ key }, i) => place.set(key, i));
  columns.forEach(settle);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const isForth = sweep % 2 === 0;
    const neighbours = isForth ? left : right;
    const middle = ({ key }: Cell): number => {
      const near = neighbours.get(key) ?? [];
      if (near.length === 0) return place.get(key) ?? 0;
      return near.reduce((sum, each) => sum + (place.get(each) ?? 0), 0) / near.length;
    };
    for (const cells of isForth ? columns : columns.toReversed()) {
      const middles = new Map(cells.map((cell) => [cell.key, middle(cell)]));
      cells.sort((a, b) => (middles.get(a.key) ?? 0) - (middles.get(b.key) ?? 0));
      settle(cells);
    }
  }
}

/**
 * Lays a graph of services out in columns from left to right, dependents before what they depend
 * on, the same for the same services in any order. Pure, and linear but for the sorting.
 */
export function layGraph(services: readonly GraphNode[]): Layout {
  const sorted = services.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const all = edgesOf(sorted.map((each) => ({ ...each, dependsOn: each.dependsOn.toSorted() })));
  const joined = new Set(all.flatMap(({ from, to }) => [from, to]));
  const names = sorted.map(({ name }) => name).filter((name) => joined.has(name));
  const { columns, chains } = cellsOf(names, all);
  order(columns, chains);

  const tallest = Math.max(0, ...columns.map((cells) => cells.length));
  const step = { x: NODE.width + GAP.x, y: NODE.height + GAP.y };
  const spots = new Map<string, { x: number; y: number }>();
  const nodes: PlacedNode[] = [];
  columns.forEach((cells, column) => {
    const top = ((tallest - cells.length) * step.y) / 2;
    cells.forEach(({ key, name }, row) => {
      const [x, y] = [column * step.x, top + row * step.y];
      spots.set(key, { x, y: y + NODE.height / 2 });
      if (name !== undefined) nodes.push({ name, column, row, x, y });
    });
  });
  const edges = chains.map(({ edge, keys }): PlacedEdge => {
    const through = keys.flatMap((key, i) => {
      const { x, y } = spots.get(key) ?? { x: 0, y: 0 };
      if (i === 0) return [{ x: x + NODE.width, y }];
      if (i === keys.length - 1) return [{ x, y }];
      return [
        { x, y },
        { x: x + NODE.width, y },
      ];
    });
    return { ...edge, points: edge.isBack ? through.toReversed() : through };
  });
  return {
    nodes,
    edges,
    alone: sorted.map(({ name }) => name).filter((name) => !joined.has(name)),
    width: Math.max(0, columns.length * step.x - GAP.x),
    height: Math.max(0, tallest * step.y - GAP.y),
  };
}

/** An edge as a path of an SVG: level at each end, so that it leaves and arrives straight. */
export function pathOf({ points }: PlacedEdge): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let before = first;
  const parts = rest.map((point) => {
    const reach = (point.x - before.x) / 2;
    const curve = `C ${before.x + reach} ${before.y}, ${point.x - reach} ${point.y}, ${point.x} ${point.y}`;
    before = point;
    return curve;
  });
  return [`M ${first.x} ${first.y}`, ...parts].join(' ');
}
