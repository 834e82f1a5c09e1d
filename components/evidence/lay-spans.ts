import type { EvidenceBody } from '@/lib/evidence/schema';

export type Span = Extract<EvidenceBody, { format: 'trace' }>['spans'][number];

export interface LaidSpan {
  span: Span;
  depth: number;
  /** Where its bar begins and how long it is, as shares of the whole trace. */
  offset: number;
  width: number;
}

export interface LaidTrace {
  rows: LaidSpan[];
  startMs: number;
  durationMs: number;
}

/**
 * Orders spans parents first, siblings by start. A parent that was not sent makes its children
 * roots; a cycle, which only a faulty or hostile source sends, is cut where it closes.
 */
export function laySpans(spans: Span[]): LaidTrace {
  const startOf = (span: Span) => new Date(span.startAt).getTime();
  const byId = new Map(spans.map((span) => [span.id, span]));
  const children = new Map<string | undefined, Span[]>();
  for (const span of spans) {
    const parent =
      span.parentId !== undefined && byId.has(span.parentId) ? span.parentId : undefined;
    const siblings = children.get(parent) ?? [];
    siblings.push(span);
    children.set(parent, siblings);
  }
  let startMs = Infinity;
  let endMs = -Infinity;
  for (const span of spans) {
    startMs = Math.min(startMs, startOf(span));
    endMs = Math.max(endMs, startOf(span) + span.durationMs);
  }
  const durationMs = spans.length > 0 ? Math.max(endMs - startMs, 1e-6) : 0;

  const rows: LaidSpan[] = [];
  const seen = new Set<Span>();
  const walk = (from: { span: Span; depth: number }[]) => {
    const stack = from.toReversed();
    for (let next = stack.pop(); next; next = stack.pop()) {
      const { span, depth } = next;
      if (seen.has(span)) continue;
      seen.add(span);
      const offset = (startOf(span) - startMs) / durationMs;
      rows.push({ span, depth, offset, width: span.durationMs / durationMs });
      const below = [...(children.get(span.id) ?? [])].sort((a, b) => startOf(b) - startOf(a));
      stack.push(...below.map((child) => ({ span: child, depth: depth + 1 })));
    }
  };
  const roots = [...(children.get(undefined) ?? [])].sort((a, b) => startOf(a) - startOf(b));
  walk(roots.map((span) => ({ span, depth: 0 })));
  // Whatever is left hangs in a cycle: show it too, cut open at its first span.
  for (const span of spans) if (!seen.has(span)) walk([{ span, depth: 0 }]);
  return { rows, startMs: Number.isFinite(startMs) ? startMs : 0, durationMs };
}
