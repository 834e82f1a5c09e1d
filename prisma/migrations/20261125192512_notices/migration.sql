-- CreateTable
CREATE TABLE "notice" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "actionId" TEXT,
    "checkpointId" TEXT,
    "investigationId" TEXT,
    "incidentId" TEXT,
    "version" INTEGER,
    "service" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "people" JSONB NOT NULL,
    "deliveries" JSONB NOT NULL,
    "opened" JSONB NOT NULL,
    "toldAt" TIMESTAMPTZ(3) NOT NULL,
    "nextStepAt" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice_delivery" (
    "id" TEXT NOT NULL,
    "noticeId" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,
    "personId" TEXT,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL,
    "leaseUntil" TIMESTAMPTZ(3),
    "lastStatus" INTEGER,
    "lastProblem" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "notice_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "services" JSONB NOT NULL,
    "kinds" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "addedBy" JSONB NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "device" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),
    "removedReason" TEXT,

    CONSTRAINT "device_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice_target" (
    "id" TEXT NOT NULL,
    "personId" TEXT,
    "addressHash" TEXT,
    "sealed" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notice_target_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "notice_key_key" ON "notice"("key");

-- CreateIndex
CREATE INDEX "notice_toldAt_id_idx" ON "notice"("toldAt", "id");

-- CreateIndex
CREATE INDEX "notice_actionId_idx" ON "notice"("actionId");

-- CreateIndex
CREATE INDEX "notice_checkpointId_idx" ON "notice"("checkpointId");

-- CreateIndex
CREATE INDEX "notice_delivery_state_nextAttemptAt_idx" ON "notice_delivery"("state", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "notice_delivery_noticeId_idx" ON "notice_delivery"("noticeId");

-- CreateIndex
CREATE INDEX "notice_delivery_targetId_createdAt_idx" ON "notice_delivery"("targetId", "createdAt");

-- CreateIndex
CREATE INDEX "device_personId_idx" ON "device"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "notice_target_addressHash_key" ON "notice_target"("addressHash");

-- CreateIndex
CREATE INDEX "notice_target_personId_idx" ON "notice_target"("personId");
