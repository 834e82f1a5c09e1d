import 'server-only';
import { createHash } from 'node:crypto';
import { askedBy, lookOf } from '@/lib/drift/look';
import type { AgentEvent } from '@/lib/investigations/schema';

/** What an event asked, and whether that was asked before, to the letter. */
export interface Look {
  look: string;
  repeats?: true;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

function markOf(event: AgentEvent): string | undefined {
  const asked =
    event.kind === 'step.started'
      ? askedBy({ tool: event.tool, args: event.args })
      : event.kind === 'evidence.recorded'
        ? askedBy({ source: event.evidence.source, query: event.evidence.query })
        : undefined;
  return asked === undefined ? undefined : lookOf(asked, hash);
}

/**
 * The marks of a batch's looks, by event id. Evidence asks nothing of its own where its step, in the
 * same batch, says what it asked.
 */
export function marksOf(events: readonly AgentEvent[]): Map<string, string> {
  const marks = new Map<string, string>();
  const asking = new Set<string>();
  for (const event of events) {
    const step = event.kind === 'evidence.recorded' ? event.evidence.step : undefined;
    const mark = step !== undefined && asking.has(step) ? undefined : markOf(event);
    if (!mark) continue;
    marks.set(event.id, mark);
    if (event.kind === 'step.started') asking.add(event.step);
  }
  return marks;
}

/**
 * The looks of a batch, by event id. Evidence that a step brought has none where the step says what
 * it asked.
 * @param known what the investigation has: `look/MARK`, and `asking/STEP` of steps that say
 */
export function looksOf(
  events: readonly AgentEvent[],
  marks: ReadonlyMap<string, string>,
  known: ReadonlySet<string>,
): Map<string, Look> {
  const seen = new Set(known);
  const looks = new Map<string, Look>();
  for (const event of events) {
    const look = marks.get(event.id);
    if (!look) continue;
    const step = event.kind === 'evidence.recorded' ? event.evidence.step : undefined;
    if (step !== undefined && known.has(`asking/${step}`)) continue;
    looks.set(event.id, seen.has(`look/${look}`) ? { look, repeats: true } : { look });
    seen.add(`look/${look}`);
  }
  return looks;
}
