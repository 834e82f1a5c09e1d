-- A policy said whether every signature needs a passkey; now it says from which risk on. Documents
-- read as lib/log/upcasters.ts reads the events that they come from.
CREATE FUNCTION "countersign_step_up_from"("settings" JSONB) RETURNS JSONB LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN "settings" ? 'stepUp'
    THEN ("settings" - 'stepUp') || jsonb_build_object(
      'stepUpFrom', CASE WHEN "settings"->'stepUp' = 'true'::jsonb THEN 'low' ELSE 'never' END)
    ELSE "settings" END
$$;

CREATE FUNCTION "countersign_document_from"("document" JSONB) RETURNS JSONB LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object(
    'base', "countersign_step_up_from"("document"->'base'),
    'rules', (
      SELECT coalesce(jsonb_agg("rule" || jsonb_build_object(
        'set', "countersign_step_up_from"("rule"->'set')) ORDER BY "at"), '[]'::jsonb)
      FROM jsonb_array_elements("document"->'rules') WITH ORDINALITY AS each("rule", "at")))
$$;

UPDATE "policy" SET "document" = "countersign_document_from"("document");
UPDATE "policy_version" SET "document" = "countersign_document_from"("document");

DROP FUNCTION "countersign_document_from"(JSONB);
DROP FUNCTION "countersign_step_up_from"(JSONB);
