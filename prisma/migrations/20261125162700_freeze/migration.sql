-- CreateTable
CREATE TABLE "freeze" (
    "id" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "setBy" JSONB NOT NULL,
    "setAt" TIMESTAMPTZ(3) NOT NULL,
    "reached" JSONB NOT NULL,
    "liftRequest" JSONB,
    "agreedBy" JSONB,
    "liftedAt" TIMESTAMPTZ(3),

    CONSTRAINT "freeze_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "freeze_state_idx" ON "freeze"("state");

-- CreateIndex
CREATE INDEX "freeze_setAt_id_idx" ON "freeze"("setAt", "id");
