-- A policy that did not say whom to tell next is read as what has shipped since
-- (lib/log/upcasters.ts).
UPDATE "policy" SET "document" = jsonb_set("document", '{base}',
  '{"escalateMs": 180000, "escalateToAdminsMs": 600000}'::jsonb || ("document"->'base'));
UPDATE "policy_version" SET "document" = jsonb_set("document", '{base}',
  '{"escalateMs": 180000, "escalateToAdminsMs": 600000}'::jsonb || ("document"->'base'));
