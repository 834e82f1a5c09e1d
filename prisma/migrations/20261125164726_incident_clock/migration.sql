-- AlterTable
ALTER TABLE "incident" ADD COLUMN     "clock" TEXT NOT NULL DEFAULT 'live';
