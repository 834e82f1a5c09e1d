import 'server-only';
import { createHash } from 'node:crypto';
import { askedBy, lookOf } from '@/lib/drift/look';
import { CHANGED_SEQ } from '@/lib/drift/server/read-facts';
import { evidenceKey } from '@/lib/evidence/fold';
import type { AgentEvent } from '@/lib/investigations/schema';
import type { Tx } from '@/lib/log/write';

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

interface Found {
  kind: 'look' | 'asking';
  id: string;
}

/**
 * Looks that the investigation has taken since the last change was carried out, and which of these
 * steps say what they asked.
 */
const EARLIER = `
  WITH changed AS MATERIALIZED (SELECT coalesce((${CHANGED_SEQ}), 0) AS "seq")
  SELECT 'look' AS "kind", s."look" AS "id" FROM "step" s, changed
    WHERE s."investigationId" = $1 AND s."look" = ANY($2) AND s."seq" > changed."seq"
  UNION SELECT 'look', e."look" FROM "evidence" e, changed
    WHERE e."investigationId" = $1 AND e."look" = ANY($2) AND e."seq" > changed."seq"
  UNION SELECT 'asking', "id" FROM "step" WHERE "key" = ANY($3) AND "look" IS NOT NULL`;

/**
 * The looks of a batch, by event id. Evidence that a step brought asks nothing anew where the step
 * says what it asked. Call it with the investigation held, before the batch is appended.
 */
export async function looksIn(
  tx: Tx,
  investigationId: string,
  events: readonly AgentEvent[],
): Promise<Map<string, Look>> {
  const marks = new Map<string, string>();
  const steps: string[] = [];
  for (const event of events) {
    const mark = markOf(event);
    if (mark) marks.set(event.id, mark);
    if (event.kind === 'evidence.recorded' && event.evidence.step) steps.push(event.evidence.step);
  }
  if (marks.size === 0) return new Map();
  const found = await tx.db.$queryRawUnsafe<Found[]>(
    EARLIER,
    investigationId,
    [...new Set(marks.values())],
    steps.map((step) => evidenceKey(investigationId, step)),
  );
  const known = new Set(found.map(({ kind, id }) => `${kind}/${id}`));
  const looks = new Map<string, Look>();
  for (const event of events) {
    const look = marks.get(event.id);
    if (!look) continue;
    if (event.kind === 'step.started') known.add(`asking/${event.step}`);
    const isAnswer =
      event.kind === 'evidence.recorded' && known.has(`asking/${event.evidence.step ?? ''}`);
    const isRepeat = !isAnswer && known.has(`look/${look}`);
    looks.set(event.id, isRepeat ? { look, repeats: true } : { look });
    known.add(`look/${look}`);
  }
  return looks;
}
