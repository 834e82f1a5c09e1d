-- AlterTable
ALTER TABLE "event_content" DROP COLUMN "erasedAt",
ADD COLUMN     "erasedSeq" INTEGER;

-- What an event said stays as it was. Taking values and salts away, all of an event's at once and
-- for good, is the one change there is, and it names the event that says who did it.
CREATE FUNCTION "demand_content_erasure"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."erasedSeq" IS NOT NULL OR NEW."erasedSeq" IS NULL OR NEW."erasedSeq" <= OLD."seq"
      OR ROW(NEW."stream", NEW."seq", NEW."actorName")
        IS DISTINCT FROM ROW(OLD."stream", OLD."seq", OLD."actorName")
      OR NEW."fields" IS DISTINCT FROM
        (SELECT json_object_agg(path, '{"salt":null}'::json)::text
         FROM json_object_keys(OLD."fields"::json) AS path) THEN
    RAISE EXCEPTION 'what an event said can be erased, not changed'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER "event_content_is_only_erased" BEFORE UPDATE ON "event_content"
  FOR EACH ROW EXECUTE FUNCTION "demand_content_erasure"();
