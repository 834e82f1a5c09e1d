-- AlterTable
ALTER TABLE "agent" ADD COLUMN     "controlLevel" TEXT NOT NULL DEFAULT 'cooperative',
ADD COLUMN     "runtime" TEXT,
ADD COLUMN     "trim" JSONB;

-- AlterTable
ALTER TABLE "agent_key" ADD COLUMN     "expiresAt" TIMESTAMPTZ(3),
ADD COLUMN     "lastUsedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "workload_identity" (
    "id" TEXT NOT NULL,
    "agentId" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "workload_identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_use" (
    "key" TEXT NOT NULL,
    "agentId" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "stream" TEXT NOT NULL,
    "events" INTEGER NOT NULL,
    "uses" JSONB NOT NULL,
    "moreUses" JSONB NOT NULL,
    "refused" JSONB NOT NULL,
    "moreRefused" INTEGER NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agent_use_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "workload_identity_issuer_subject_idx" ON "workload_identity"("issuer", "subject");

-- CreateIndex
CREATE INDEX "workload_identity_agentId_idx" ON "workload_identity"("agentId");

-- CreateIndex
CREATE INDEX "agent_use_agentId_day_idx" ON "agent_use"("agentId", "day");

-- CreateIndex
CREATE INDEX "agent_use_stream_idx" ON "agent_use"("stream");

-- CreateIndex
CREATE INDEX "agent_ownerId_idx" ON "agent"("ownerId");

-- Keys made before had no end of their own, and none had replaced another.
UPDATE "agent" SET "keys" = (
  SELECT coalesce(jsonb_agg('{"expiresAt": null, "replacedBy": null}'::jsonb || key ORDER BY place), '[]')
  FROM jsonb_array_elements("keys") WITH ORDINALITY AS each(key, place)
);
