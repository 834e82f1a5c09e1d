-- AlterTable
ALTER TABLE "incident" ADD COLUMN     "apartFrom" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "groupKeys" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "mergedVia" TEXT,
ADD COLUMN     "splitFrom" TEXT;

-- CreateIndex
CREATE INDEX "incident_mergedInto_idx" ON "incident"("mergedInto");

-- CreateIndex
CREATE INDEX "incident_groupKeys_idx" ON "incident" USING GIN ("groupKeys" jsonb_path_ops);
