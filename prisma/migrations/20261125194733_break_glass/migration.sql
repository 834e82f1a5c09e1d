-- AlterTable
ALTER TABLE "action" ADD COLUMN     "glassBroken" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "review" JSONB;

-- CreateIndex
CREATE INDEX "action_glassBroken_proposedAt_idx" ON "action"("glassBroken", "proposedAt");
