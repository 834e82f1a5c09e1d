-- AlterTable
ALTER TABLE "service" ADD COLUMN     "retiredAt" TIMESTAMPTZ(3);
