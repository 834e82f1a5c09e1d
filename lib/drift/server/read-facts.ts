import 'server-only';
import { z } from 'zod';
import { answerOf } from '@/lib/drift/answer';
import type { ClaimFact, DriftFacts, EvidenceFact, LookFact } from '@/lib/drift/facts';
import { CLAIMS, LINKS, REVISIONS, WINDOW } from '@/lib/drift/facts';
import { kindOfLook } from '@/lib/drift/look';
import { hopsFrom } from '@/lib/drift/server/hops';
import { evidenceBody } from '@/lib/evidence/schema';
import { hypothesisLink, hypothesisStatus, hypothesisStep } from '@/lib/hypotheses/schema';
import type { Tx } from '@/lib/log/write';
import type { OutageClass } from '@/lib/services/schema';

/** What of an investigation decides where its facts are read. */
export interface Run {
  id: string;
  incidentId: string;
  service: string;
  clock: 'live' | 'imported';
  stage: 'gathering' | 'hypothesizing' | 'proposing';
  startedAt: string;
}

type StepStatus = 'running' | 'ok' | 'error' | 'denied';

/** The plain columns, as our own statement writes them into JSON: instants as epoch ms. */
interface Found {
  evidence:
    | (Omit<EvidenceFact, 'kind' | 'service' | 'says' | 'isOfFailedStep'> & {
        service: string;
        /** It says by itself what was asked, not by its step. */
        isAsking: boolean;
        look: string | null;
        /** How its step ended so far; null without one that is known. */
        stepStatus: StepStatus | null;
        /** Title, query and body as they are kept, JSON; null where they are long. */
        kept: string | null;
      })[]
    | null;
  steps: { id: string; seq: number; look: string | null; status: StepStatus }[] | null;
  claims: unknown;
  letGoMs: number | null;
  letGoSeq: number;
  changedSeq: number;
  startedMs: number;
  outageClass: OutageClass | null;
}

/** What stands in JSON columns of a table is checked like everywhere. */
const claimFacts = z.array(
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
);

/**
 * Seq of the last grant that was redeemed in the investigation $1: from then on things are no longer
 * as they were. Found by the time of its first execution, for a stream is not indexed by kind.
 */
export const CHANGED_SEQ = `
  SELECT max(c."seq") FROM "event" c
  WHERE c."stream" = $1 AND c."kind" = 'grant.redeemed' AND c."recordedAt" >=
    (SELECT min(x."startedAt") FROM "execution" x WHERE x."investigationId" = $1)`;

/** Bytes of what is kept of an item, up to which its answer is read: longer ones are never the same. */
const SHORT = 4000;

const keptText = z.object({ value: z.string().nullish() }).nullish();

/** What of an item is kept beside the log. What was erased, or is of an old form, is never the same. */
const keptItem = z.object({
  'evidence.title': keptText,
  'evidence.query': keptText,
  'evidence.body': z.object({ value: evidenceBody.nullish().catch(null) }).nullish(),
});

function saysOf(kept: string | null): string | null {
  if (kept === null) return null;
  const {
    'evidence.title': title,
    'evidence.query': query,
    ...rest
  } = keptItem.parse(JSON.parse(kept));
  const body = rest['evidence.body']?.value;
  return body ? answerOf(body, `${title?.value ?? ''} ${query?.value ?? ''}`) : null;
}

/** One question for everything, each part of it cut to the newest by an index. */
const FACTS = (claimed: string) => `
  SELECT
    (SELECT json_agg(e ORDER BY e."seq") FROM (
      SELECT v."id", v."seq", v."source", v."service", v."look" IS NOT NULL AS "isAsking",
             coalesce(v."look", s."look") AS "look", s."status" AS "stepStatus",
             CASE WHEN octet_length(c."fields") <= ${SHORT} THEN c."fields" END AS "kept",
             extract(epoch FROM v."${claimed}") * 1000 AS "knownMs",
             extract(epoch FROM v."observedFrom") * 1000 AS "fromMs",
             extract(epoch FROM v."observedTo") * 1000 AS "toMs"
      FROM "evidence" v LEFT JOIN "step" s ON s."key" = v."investigationId" || '/' || v."step"
      LEFT JOIN "event_content" c ON c."stream" = v."investigationId" AND c."seq" = v."seq"
      WHERE v."investigationId" = $1 ORDER BY v."seq" DESC LIMIT ${WINDOW}) e
    ) AS "evidence",
    (SELECT json_agg(s ORDER BY s."seq") FROM (
      SELECT "id", "seq", "look", "status" FROM "step"
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
    coalesce(greatest(
      (SELECT max("requestedSeq") FROM "checkpoint"
        WHERE "investigationId" = $1 AND "state" IN ('released', 'returned')),
      (SELECT max("seq") FROM "directive" WHERE "investigationId" = $1 AND "kind" = 'resume')
    ), 0) AS "letGoSeq",
    coalesce((${CHANGED_SEQ}), 0) AS "changedSeq",
    (extract(epoch FROM i."startedAt") * 1000)::float AS "startedMs", i."outageClass"
  FROM "incident" i WHERE i."id" = $2`;

const QUERIES = { live: FACTS('recordedAt'), imported: FACTS('at') };

/** A step that says what it asked stands for the evidence that it brought. */
function looksOf({ evidence, steps }: Found): LookFact[] {
  const looks = [
    ...(steps ?? []).map(({ status, ...step }) => ({
      ...step,
      by: 'step' as const,
      isAnswered: status !== 'running',
    })),
    ...(evidence ?? [])
      .filter(({ isAsking }) => isAsking)
      .map((item) => ({ ...item, by: 'evidence' as const, isAnswered: true })),
  ];
  return looks
    .flatMap(({ by, id, seq, look, isAnswered }) => {
      const kind = kindOfLook(look);
      return kind === null ? [] : [{ by, id, seq, kind, isAnswered }];
    })
    .toSorted((a, b) => a.seq - b.seq)
    .slice(-WINDOW);
}

/** Everything that drift is measured by, as this transaction sees it: the same cost at any length. */
export async function readFacts(tx: Tx, run: Run): Promise<DriftFacts> {
  const [read] = await tx.db.$queryRawUnsafe<Found[]>(QUERIES[run.clock], run.id, run.incidentId);
  if (!read) throw new Error(`Incident ${run.incidentId} of ${run.id} cannot be read.`);
  const evidence: EvidenceFact[] = (read.evidence ?? []).map(
    ({ look, isAsking: _own, stepStatus, kept, ...item }) => ({
      ...item,
      kind: kindOfLook(look),
      says: saysOf(kept),
      isOfFailedStep: stepStatus === 'error' || stepStatus === 'denied',
    }),
  );
  const claims: ClaimFact[] = claimFacts.parse(read.claims ?? []);
  const isElsewhere = evidence.some(({ service }) => service !== run.service);
  // A recording's own time says nothing of when we heard of it.
  const startedMs = run.clock === 'live' ? Date.parse(run.startedAt) : (evidence[0]?.knownMs ?? 0);
  return {
    incident: {
      service: run.service,
      outageClass: read.outageClass,
      startedMs: read.startedMs,
    },
    hops: isElsewhere ? await hopsFrom(tx.db, run.service) : null,
    evidence,
    looks: looksOf(read),
    claims,
    changedSeq: read.changedSeq,
    runningSinceMs:
      run.clock === 'live' ? Math.max(startedMs, read.letGoMs ?? startedMs) : startedMs,
    // While it is held nothing is written, so what follows the request follows the release.
    runningSinceSeq: run.clock === 'live' ? read.letGoSeq : 0,
    isWaitingOnOthers: run.stage === 'proposing',
  };
}
