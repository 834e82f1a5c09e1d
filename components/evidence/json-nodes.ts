import { entriesOf, pathText, type JsonPath } from './json-path';

export interface JsonRow {
  /** As it is copied, and unique in the tree. */
  path: string;
  name: string | number | undefined;
  value: unknown;
  depth: number;
  /** How many members it has; absent for what has none to fold. */
  members: number | undefined;
  isOpen: boolean;
}

/** Open at first: two levels, as long as a node does not flood the page. */
const OPEN_DEPTH = 2;
const OPEN_MEMBERS = 50;
/** Opened at one press of “unfold”; a tree of a megabyte would hold the page for seconds. */
const MOST_UNFOLDED = 5000;

const isOpenAtFirst = (depth: number, members: number): boolean =>
  depth < OPEN_DEPTH && members <= OPEN_MEMBERS;

/** What was pressed of a tree: paths that are not as they were at first, or everything. */
export interface Folding {
  toggled: ReadonlySet<string>;
  all: 'open' | 'closed' | undefined;
}

export const AT_FIRST: Folding = { toggled: new Set(), all: undefined };

export interface JsonPlace {
  name: string | number | undefined;
  value: unknown;
  path: JsonPath;
}

/** The rows of a tree that stand open, in order, walked without recursion: depth is hostile too. */
export function openRows(value: unknown, { toggled, all }: Folding): JsonRow[] {
  const rows: JsonRow[] = [];
  const stack: JsonPlace[] = [{ name: undefined, value, path: [] }];
  for (let step = stack.pop(); step; step = stack.pop()) {
    const entries = entriesOf(step.value);
    const depth = step.path.length;
    const path = pathText(step.path);
    const byDefault =
      all === undefined
        ? isOpenAtFirst(depth, entries?.length ?? 0)
        : all === 'open' && rows.length + stack.length < MOST_UNFOLDED;
    const isOpen = entries !== undefined && byDefault !== toggled.has(path);
    rows.push({
      path,
      depth,
      isOpen,
      members: entries?.length,
      name: step.name,
      value: step.value,
    });
    if (!entries || !isOpen) continue;
    for (let at = entries.length - 1; at >= 0; at--) {
      const [name, member] = entries[at] ?? [''];
      stack.push({ name, value: member, path: [...step.path, name] });
    }
  }
  return rows;
}

/** Every place whose name or plain value holds these letters, by path, at most so many. */
export function findInJson(value: unknown, query: string, most: number): JsonPlace[] {
  const needle = query.toLowerCase();
  const found: JsonPlace[] = [];
  const stack: JsonPlace[] = [{ name: undefined, value, path: [] }];
  for (let step = stack.pop(); step && found.length < most; step = stack.pop()) {
    const entries = entriesOf(step.value);
    const own = entries ? '' : String(step.value);
    if (`${step.name ?? ''}\n${own}`.toLowerCase().includes(needle)) found.push(step);
    for (let at = (entries?.length ?? 0) - 1; at >= 0; at--) {
      const [name, member] = entries?.[at] ?? [''];
      stack.push({ name, value: member, path: [...step.path, name] });
    }
  }
  return found;
}
