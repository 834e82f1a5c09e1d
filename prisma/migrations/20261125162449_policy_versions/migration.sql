-- CreateTable
CREATE TABLE "policy_version" (
    "key" TEXT NOT NULL,
    "policyId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "basedOn" INTEGER,
    "document" JSONB NOT NULL,
    "reason" TEXT,
    "proposedBy" JSONB,
    "proposedAt" TIMESTAMPTZ(3),
    "decidedBy" JSONB,
    "decidedAt" TIMESTAMPTZ(3),
    "decisionReason" TEXT,

    CONSTRAINT "policy_version_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "policy_version_policyId_version_idx" ON "policy_version"("policyId", "version");

-- The versions that the log holds, as lib/log/upcasters.ts reads them: one base, no rules.
INSERT INTO "policy_version"
SELECT "stream" || '/' || "version", "stream", "version",
       CASE WHEN "version" = max("version") OVER (PARTITION BY "stream")
            THEN 'adopted' ELSE 'replaced' END,
       CASE WHEN "version" > 1 THEN "version" - 1 END,
       jsonb_build_object('rules', '[]'::jsonb, 'base', jsonb_build_object(
         'mode', "payload"->'mode',
         'evidenceHold', 'person',
         'commitmentHold', 'person',
         'releaser', 'any-commander',
         'checkpointTtlMs', "payload"->'checkpointTtlMs',
         'wallClockMs', "payload"->'budgets'->'wallClockMs',
         'toolCalls', "payload"->'budgets'->'toolCalls',
         'evidenceItems', "payload"->'budgets'->'evidenceItems',
         'repeatedQueries', 25,
         'driftThreshold', 0.6,
         'approvals', "payload"->'requirements'->'approvals',
         'separationOfDuties', "payload"->'requirements'->'separationOfDuties',
         'stepUp', "payload"->'requirements'->'stepUp',
         'actionTtlMs', "payload"->'actionTtlMs',
         'grantTtlMs', "payload"->'grantTtlMs')),
       NULL, NULL, NULL, "by", "recordedAt", "payload"->>'name'
FROM (
  SELECT e."stream", e."recordedAt", e."leaf"::jsonb->'payload' AS "payload",
         (e."leaf"::jsonb->'payload'->>'version')::int AS "version",
         jsonb_build_object('type', e."actorType", 'id', e."actorId", 'name', c."actorName") AS "by"
  FROM "event" e JOIN "event_content" c ON c."stream" = e."stream" AND c."seq" = e."seq"
  WHERE e."kind" = 'policy.adopted' AND e."v" = 1
) AS adopted;

-- AlterTable
ALTER TABLE "policy" ADD COLUMN "adoptedBy" JSONB,
ADD COLUMN "document" JSONB;

UPDATE "policy" SET "document" = v."document", "adoptedBy" = v."decidedBy"
FROM "policy_version" v WHERE v."policyId" = "policy"."id" AND v."version" = "policy"."version";

ALTER TABLE "policy" ALTER COLUMN "adoptedBy" SET NOT NULL,
ALTER COLUMN "document" SET NOT NULL,
DROP COLUMN "actionTtlMs",
DROP COLUMN "budgets",
DROP COLUMN "checkpointTtlMs",
DROP COLUMN "grantTtlMs",
DROP COLUMN "mode",
DROP COLUMN "name",
DROP COLUMN "requirements";

-- What had no budget for repeated queries is read as having this one.
UPDATE "investigation" SET "budgets" = "budgets" || '{"repeatedQueries": 25}'::jsonb
WHERE NOT "budgets" ? 'repeatedQueries';
