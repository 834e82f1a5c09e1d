-- DropIndex
DROP INDEX "event_kind_recordedAt_idx";

-- Bodies are packed as they are stored: lz4 takes a fraction of the time of PostgreSQL's own way.
-- A server built without it keeps the old way.
DO $$
BEGIN
  ALTER TABLE "event_content" ALTER COLUMN "fields" SET COMPRESSION lz4;
  ALTER TABLE "event" ALTER COLUMN "leaf" SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
  NULL;
END;
$$;
