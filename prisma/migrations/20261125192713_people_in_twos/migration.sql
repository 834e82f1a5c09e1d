-- AlterTable: who is known already is filled in strictly; replaying the log makes it exact.
ALTER TABLE "person" ADD COLUMN "wasAdmin" BOOLEAN NOT NULL DEFAULT false;
UPDATE "person" SET
  "wasAdmin" = "roles" @> '[{"role": "admin", "service": "*"}]'::jsonb AND "status" <> 'invited',
  "roles" = (
    SELECT jsonb_agg(held || jsonb_build_object(
      'since', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
    FROM jsonb_array_elements("roles") AS held
  );
ALTER TABLE "person" ALTER COLUMN "wasAdmin" DROP DEFAULT;

-- CreateTable
CREATE TABLE "person_change" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "email" TEXT,
    "roles" JSONB,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "proposedBy" JSONB NOT NULL,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedBy" JSONB,
    "decidedAt" TIMESTAMPTZ(3),
    "decisionReason" TEXT,

    CONSTRAINT "person_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "person_change_personId_idx" ON "person_change"("personId");
