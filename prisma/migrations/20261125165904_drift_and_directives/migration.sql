-- AlterTable
ALTER TABLE "checkpoint" ADD COLUMN     "raised" JSONB;

-- AlterTable
ALTER TABLE "directive" ADD COLUMN     "deliveredAt" TIMESTAMPTZ(3),
ADD COLUMN     "refusedWrites" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "evidence" ADD COLUMN     "look" TEXT;

-- AlterTable
ALTER TABLE "investigation" ADD COLUMN     "budgetLetGoAt" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "drift" JSONB,
ADD COLUMN     "driftLetGoAt" DOUBLE PRECISION,
ADD COLUMN     "refusedWriteCount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "repeatedCount" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "step" ADD COLUMN     "look" TEXT;

-- CreateTable
CREATE TABLE "refused_write" (
    "investigationId" TEXT NOT NULL,
    "heldBySeq" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL,

    CONSTRAINT "refused_write_pkey" PRIMARY KEY ("investigationId")
);

-- CreateIndex
CREATE INDEX "evidence_investigationId_look_idx" ON "evidence"("investigationId", "look");

-- CreateIndex
CREATE INDEX "execution_investigationId_idx" ON "execution"("investigationId");

-- CreateIndex
CREATE INDEX "step_investigationId_look_idx" ON "step"("investigationId", "look");
