-- AlterTable
ALTER TABLE "step" ADD COLUMN     "finishedSeq" INTEGER;

-- CreateTable
CREATE TABLE "room_snapshot" (
    "stream" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "room_snapshot_pkey" PRIMARY KEY ("stream","seq")
);

-- A copy may hold content: what is erased from the log's store must not live on here. The lock is
-- that of whoever makes copies, so that none made of what stood before is written afterwards.
CREATE FUNCTION "forget_snapshots"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('room_snapshot ' || NEW."stream", 0));
  DELETE FROM "room_snapshot" WHERE "stream" = NEW."stream" AND "seq" >= NEW."seq";
  RETURN NEW;
END;
$$;

CREATE TRIGGER "event_content_changes_snapshots" AFTER UPDATE ON "event_content"
  FOR EACH ROW EXECUTE FUNCTION "forget_snapshots"();

DO $$
BEGIN
  ALTER TABLE "room_snapshot" ALTER COLUMN "state" SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
  NULL;
END;
$$;
