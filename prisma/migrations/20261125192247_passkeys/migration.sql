-- CreateTable
CREATE TABLE "passkey" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "credentialId" TEXT NOT NULL,
    "publicKey" TEXT NOT NULL,
    "algorithm" INTEGER NOT NULL,
    "rpId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "transports" JSONB NOT NULL,
    "aaguid" TEXT NOT NULL,
    "signCount" BIGINT NOT NULL,
    "backupEligible" BOOLEAN NOT NULL,
    "backedUp" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),
    "suspectedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "endedBecause" TEXT,

    CONSTRAINT "passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "passkey_recovery" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "openedBy" JSONB NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "confirmUntil" TIMESTAMPTZ(3) NOT NULL,
    "confirmedBy" JSONB,
    "confirmedAt" TIMESTAMPTZ(3),
    "enrolUntil" TIMESTAMPTZ(3),
    "endedBy" JSONB,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "passkey_recovery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "passkey_challenge" (
    "nonce" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "passkey_challenge_pkey" PRIMARY KEY ("nonce")
);

-- CreateIndex
CREATE UNIQUE INDEX "passkey_credentialId_key" ON "passkey"("credentialId");

-- CreateIndex
CREATE INDEX "passkey_personId_idx" ON "passkey"("personId");

-- CreateIndex
CREATE INDEX "passkey_recovery_personId_idx" ON "passkey_recovery"("personId");

-- CreateIndex
CREATE INDEX "passkey_recovery_openedAt_id_idx" ON "passkey_recovery"("openedAt", "id");

-- CreateIndex
CREATE INDEX "passkey_challenge_expiresAt_idx" ON "passkey_challenge"("expiresAt");
