-- CreateTable
CREATE TABLE "projection_build" (
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "cursor" TEXT NOT NULL DEFAULT '',
    "builtAt" TIMESTAMPTZ(3),

    CONSTRAINT "projection_build_pkey" PRIMARY KEY ("name")
);
