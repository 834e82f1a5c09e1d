import 'server-only';
import { z } from 'zod';
import type { ClaimFact, DriftFacts, EvidenceFact, LookFact } from '@/lib/drift/facts';
import { CLAIMS, LINKS, REVISIONS, WINDOW } from '@/lib/drift/facts';
import { kindOfLook } from '@/lib/drift/look';
import { hopsFrom } from '@/lib/drift/server/hops';
import { hypothesisLink, hypothesisStatus, hypothesisStep } from '@/lib/hypotheses/schema';
import { incidentProjection } from '@/lib/incidents/fold';
import type { Tx } from '@/lib/log/write';

/** What of an investigation decides where its facts are read. */
export interface Run {
  id: string;
  incidentId: string;
  service: string;
  clock: 'live' | 'imported';
  stage: 'gathering' | 'hypothesizing' | 'proposing';
  startedAt: string;
}

/** Rows as the database writes them into JSON: instants as epoch ms, a missing list as null. */
const found = z.object({
  evidence: z
    .array(
      z.object({
        id: z.string(),
        seq: z.number(),
        source: z.string(),
        service: z.string(),
        step: z.string().nullable(),
        look: z.string().nullable(),
        knownMs: z.number(),
        fromMs: z.number().nullable(),
        toMs: z.number().nullable(),
      }),
    )
    .nullable(),
  steps: z
    .array(z.object({ id: z.string(), seq: z.number(), look: z.string().nullable() }))
    .nullable(),
  claims: z
    .array(
      z.object({
        id: z.string(),
        seq: z.number(),
        status: hypothesisStatus,
        confidence: z.number().nullable(),
        links: z.array(
          hypothesisLink.pick({ evidenceId: true, relation: true, weight: true, seq: true }),
        ),
        history: z.array(hypothesisStep.pick({ seq: true, confidence: true })),
      }),
    )
    .nullable(),
  letGoMs: z.number().nullable(),
  changedSeq: z.number(),
});

/**
 * Seq of the last grant that was redeemed in the investigation $1: from then on things are no longer
 * as they were. Found by the time of its first execution, for a stream is not indexed by kind.
 */
export const CHANGED_SEQ = `
  SELECT max(c."seq") FROM "event" c
  WHERE c."stream" = $1 AND c."kind" = 'grant.redeemed' AND c."recordedAt" >=
    (SELECT min(x."startedAt") FROM "execution" x WHERE x."investigationId" = $1)`;

/** One question for everything, each part of it cut to the newest by an index. */
const FACTS = (claimed: string) => `
  SELECT
    (SELECT json_agg(e ORDER BY e."seq") FROM (
      SELECT "id", "seq", "source", "service", "step", "look",
             extract(epoch FROM "${claimed}") * 1000 AS "knownMs",
             extract(epoch FROM "observedFrom") * 1000 AS "fromMs",
             extract(epoch FROM "observedTo") * 1000 AS "toMs"
      FROM "evidence" WHERE "investigationId" = $1 ORDER BY "seq" DESC LIMIT ${WINDOW}) e
    ) AS "evidence",
    (SELECT json_agg(s ORDER BY s."seq") FROM (
      SELECT "id", "seq", "look" FROM "step"
      WHERE "investigationId" = $1 ORDER BY "seq" DESC LIMIT ${WINDOW}) s
    ) AS "steps",
    (SELECT json_agg(h) FROM (
      SELECT "id", "seq", "status", "confidence",
             jsonb_path_query_array("links", '$[last - ${LINKS - 1} to last]') AS "links",
             jsonb_path_query_array("history", '$[last - ${REVISIONS - 1} to last]') AS "history"
      FROM "hypothesis" WHERE "investigationId" = $1
      ORDER BY ("status" = 'committed') DESC, "confidence" DESC NULLS LAST, "seq"
      LIMIT ${CLAIMS}) h
    ) AS "claims",
    greatest(
      (SELECT extract(epoch FROM max("decidedAt")) * 1000 FROM "checkpoint"
        WHERE "investigationId" = $1 AND "state" IN ('released', 'returned')),
      (SELECT extract(epoch FROM max("givenAt")) * 1000 FROM "directive"
        WHERE "investigationId" = $1 AND "kind" = 'resume')
    )::float AS "letGoMs",
    coalesce((${CHANGED_SEQ}), 0) AS "changedSeq"`;

const QUERIES = { live: FACTS('recordedAt'), imported: FACTS('at') };

/** A step that says what it asked stands for the evidence that it brought. */
function looksOf({ evidence, steps }: z.infer<typeof found>): LookFact[] {
  const asked = (steps ?? []).filter((step) => step.look !== null);
  const bySteps = new Set(asked.map(({ id }) => id));
  const silent = (evidence ?? []).filter(({ step }) => step === null || !bySteps.has(step));
  const looks = [
    ...asked.map((step) => ({ ...step, by: 'step' as const })),
    ...silent.map((item) => ({ ...item, by: 'evidence' as const })),
  ];
  return looks
    .flatMap(({ by, id, seq, look }) => {
      const kind = kindOfLook(look);
      return kind === null ? [] : [{ by, id, seq, kind }];
    })
    .toSorted((a, b) => a.seq - b.seq)
    .slice(-WINDOW);
}

/** Everything that drift is measured by, as this transaction sees it: the same cost at any length. */
export async function readFacts(tx: Tx, run: Run): Promise<DriftFacts> {
  const [rows] = await tx.db.$queryRawUnsafe<object[]>(QUERIES[run.clock], run.id);
  const read = found.parse(rows);
  const incident = await tx.row(incidentProjection, run.incidentId);
  if (!incident) throw new Error(`Incident ${run.incidentId} of ${run.id} cannot be read.`);
  const evidence: EvidenceFact[] = (read.evidence ?? []).map(({ look, step: _step, ...item }) => ({
    ...item,
    kind: kindOfLook(look),
  }));
  const claims: ClaimFact[] = read.claims ?? [];
  const isElsewhere = evidence.some(({ service }) => service !== run.service);
  // A recording's own time says nothing of when we heard of it.
  const startedMs = run.clock === 'live' ? Date.parse(run.startedAt) : (evidence[0]?.knownMs ?? 0);
  return {
    incident: {
      service: run.service,
      outageClass: incident.outageClass,
      startedMs: Date.parse(incident.startedAt),
    },
    hops: isElsewhere ? await hopsFrom(tx.db, run.service) : null,
    evidence,
    looks: looksOf(read),
    claims,
    changedSeq: read.changedSeq,
    runningSinceMs:
      run.clock === 'live' ? Math.max(startedMs, read.letGoMs ?? startedMs) : startedMs,
    isWaitingOnOthers: run.stage === 'proposing',
  };
}
