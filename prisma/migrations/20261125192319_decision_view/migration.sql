-- CreateTable
CREATE TABLE "decision_view" (
    "digest" TEXT NOT NULL,
    "actionId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "view" TEXT NOT NULL,
    "text" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decision_view_pkey" PRIMARY KEY ("digest")
);

-- CreateIndex
CREATE INDEX "decision_view_actionId_idx" ON "decision_view"("actionId");

-- What was shown at a signature stays as it was. Erasing its text is the one change there is.
CREATE FUNCTION "demand_view_erasure"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."text" IS NOT NULL OR ROW(NEW."digest", NEW."actionId", NEW."version", NEW."view", NEW."at")
      IS DISTINCT FROM ROW(OLD."digest", OLD."actionId", OLD."version", OLD."view", OLD."at") THEN
    RAISE EXCEPTION 'what was shown at a signature can be erased, not changed'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER "decision_view_is_only_erased" BEFORE UPDATE ON "decision_view"
  FOR EACH ROW EXECUTE FUNCTION "demand_view_erasure"();
CREATE TRIGGER "decision_view_is_never_deleted" BEFORE DELETE ON "decision_view"
  FOR EACH ROW EXECUTE FUNCTION "refuse_log_change"();
CREATE TRIGGER "decision_view_is_never_emptied" BEFORE TRUNCATE ON "decision_view"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_log_change"();

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'countersign_app') THEN
    REVOKE DELETE, TRUNCATE ON "decision_view" FROM countersign_app;
  END IF;
END;
$$;
