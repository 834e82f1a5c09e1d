-- CreateTable
CREATE TABLE "handover" (
    "incidentId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "from" JSONB NOT NULL,
    "toId" TEXT NOT NULL,
    "toName" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "offeredAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "endedBy" JSONB,

    CONSTRAINT "handover_pkey" PRIMARY KEY ("incidentId")
);

-- CreateTable
CREATE TABLE "mention" (
    "key" TEXT NOT NULL,
    "investigationId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "by" JSONB NOT NULL,
    "people" JSONB NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mention_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "handover_id_key" ON "handover"("id");

-- CreateIndex
CREATE INDEX "handover_toId_state_idx" ON "handover"("toId", "state");

-- CreateIndex
CREATE INDEX "mention_at_idx" ON "mention"("at");
