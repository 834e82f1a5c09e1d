-- AlterTable
ALTER TABLE "action" ADD COLUMN     "settlement" JSONB;

-- What was settled before, as the log folds it.
UPDATE "action" a
SET "settlement" = jsonb_build_object(
  'outcome', e."leaf"::jsonb -> 'payload' ->> 'outcome',
  'by', jsonb_build_object('type', e."actorType", 'id', e."actorId", 'name', c."actorName"),
  'at', to_char(e."recordedAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
)
FROM "event" e
JOIN "event_content" c ON c."stream" = e."stream" AND c."seq" = e."seq"
WHERE e."kind" = 'action.settled' AND e."leaf"::jsonb -> 'payload' ->> 'action' = a."id";
