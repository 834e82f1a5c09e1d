-- AlterTable
ALTER TABLE "hypothesis" ADD COLUMN     "comments" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "refutation" JSONB;
