-- CreateTable
CREATE TABLE "presence" (
    "incidentId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "arrivedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "presence_pkey" PRIMARY KEY ("incidentId","personId","holder")
);

-- CreateIndex
CREATE INDEX "presence_expiresAt_idx" ON "presence"("expiresAt");
