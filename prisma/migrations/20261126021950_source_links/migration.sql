-- CreateTable
CREATE TABLE "source_link" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sources" JSONB NOT NULL,
    "services" JSONB NOT NULL,
    "environments" JSONB NOT NULL,
    "template" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "addedBy" JSONB NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "source_link_pkey" PRIMARY KEY ("id")
);
