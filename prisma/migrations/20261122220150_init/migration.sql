-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "action" (
    "id" TEXT NOT NULL,
    "investigationId" TEXT NOT NULL,
    "incidentId" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "risk" TEXT NOT NULL,
    "executorId" TEXT NOT NULL,
    "proposerId" TEXT NOT NULL,
    "contents" JSONB NOT NULL,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "decisions" JSONB NOT NULL,
    "grantId" TEXT,
    "executionId" TEXT,
    "refusals" JSONB NOT NULL,
    "verification" JSONB,
    "endedReason" TEXT,
    "rollbackOf" TEXT,
    "rolledBackBy" TEXT,
    "verdict" JSONB,

    CONSTRAINT "action_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "action_version" (
    "key" TEXT NOT NULL,
    "actionId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "contents" JSONB NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "action_version_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "grant" (
    "id" TEXT NOT NULL,
    "actionId" TEXT NOT NULL,
    "investigationId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "executorId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "jti" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "redeemedAt" TIMESTAMPTZ(3),
    "executionId" TEXT,

    CONSTRAINT "grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "execution" (
    "id" TEXT NOT NULL,
    "actionId" TEXT NOT NULL,
    "grantId" TEXT NOT NULL,
    "investigationId" TEXT NOT NULL,
    "executorId" TEXT NOT NULL,
    "targetKey" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "leaseExpiresAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "exitCode" INTEGER,
    "lastText" TEXT,

    CONSTRAINT "execution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "scope" JSONB NOT NULL,
    "parentId" TEXT,
    "status" TEXT NOT NULL,
    "statusReason" TEXT,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "keys" JSONB NOT NULL,

    CONSTRAINT "agent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_key" (
    "id" TEXT NOT NULL,
    "agentId" TEXT NOT NULL,
    "keyHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "agent_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service" (
    "name" TEXT NOT NULL,
    "environments" JSONB NOT NULL,
    "dependsOn" JSONB NOT NULL,
    "owners" JSONB NOT NULL,
    "trafficShare" DOUBLE PRECISION,
    "actionKinds" JSONB NOT NULL,
    "declared" BOOLEAN NOT NULL,

    CONSTRAINT "service_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "policy" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "budgets" JSONB NOT NULL,
    "requirements" JSONB NOT NULL,
    "checkpointTtlMs" INTEGER NOT NULL,
    "actionTtlMs" INTEGER NOT NULL,
    "grantTtlMs" INTEGER NOT NULL,
    "adoptedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT,
    "severity" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "outageClass" TEXT,
    "status" TEXT NOT NULL,
    "commanderId" TEXT,
    "openedBy" JSONB NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "mergedInto" TEXT,
    "groupKey" TEXT,
    "alerts" JSONB NOT NULL,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "investigation" (
    "id" TEXT NOT NULL,
    "incidentId" TEXT NOT NULL,
    "agentId" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "goal" TEXT,
    "status" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "clock" TEXT NOT NULL,
    "budgets" JSONB NOT NULL,
    "policy" JSONB NOT NULL,
    "checkpointId" TEXT,
    "committedHypothesisId" TEXT,
    "steeredBy" JSONB NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastEventAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "summary" TEXT,
    "lastSeq" INTEGER NOT NULL,
    "stepCount" INTEGER NOT NULL,
    "evidenceCount" INTEGER NOT NULL,
    "hypothesisCount" INTEGER NOT NULL,
    "violationCount" INTEGER NOT NULL,
    "maskedCount" INTEGER NOT NULL,
    "activity" JSONB NOT NULL,

    CONSTRAINT "investigation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checkpoint" (
    "id" TEXT NOT NULL,
    "investigationId" TEXT NOT NULL,
    "incidentId" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "hypothesisId" TEXT,
    "evidenceRoot" TEXT NOT NULL,
    "evidenceCount" INTEGER NOT NULL,
    "requestedSeq" INTEGER NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedBy" JSONB,
    "instruction" TEXT,
    "reason" TEXT,

    CONSTRAINT "checkpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "directive" (
    "id" TEXT NOT NULL,
    "investigationId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "instruction" TEXT,
    "reason" TEXT,
    "checkpointId" TEXT,
    "givenBy" JSONB NOT NULL,
    "givenAt" TIMESTAMPTZ(3) NOT NULL,
    "acknowledgedAt" TIMESTAMPTZ(3),

    CONSTRAINT "directive_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "step" (
    "key" TEXT NOT NULL,
    "investigationId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "tool" TEXT NOT NULL,
    "source" TEXT,
    "lane" TEXT,
    "status" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "durationMs" DOUBLE PRECISION,
    "error" TEXT,

    CONSTRAINT "step_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "evidence" (
    "key" TEXT NOT NULL,
    "investigationId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "query" TEXT,
    "service" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "observedFrom" TIMESTAMPTZ(3),
    "observedTo" TIMESTAMPTZ(3),
    "step" TEXT,
    "truncated" BOOLEAN NOT NULL,
    "format" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "masked" INTEGER NOT NULL,
    "isLater" BOOLEAN NOT NULL,
    "flag" TEXT,
    "flagReason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "hypothesis" (
    "key" TEXT NOT NULL,
    "investigationId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "statement" TEXT NOT NULL,
    "outageClass" TEXT,
    "status" TEXT NOT NULL,
    "confidence" DOUBLE PRECISION,
    "history" JSONB NOT NULL,
    "links" JSONB NOT NULL,
    "verdict" JSONB,

    CONSTRAINT "hypothesis_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "stream" (
    "id" TEXT NOT NULL,
    "head" INTEGER NOT NULL DEFAULT 0,
    "service" TEXT,
    "incidentId" TEXT,

    CONSTRAINT "stream_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "stream" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "v" SMALLINT NOT NULL,
    "actorType" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "leaf" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "txid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "position" BIGSERIAL NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("stream","seq")
);

-- CreateTable
CREATE TABLE "event_content" (
    "stream" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "fields" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "erasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "event_content_pkey" PRIMARY KEY ("stream","seq")
);

-- CreateTable
CREATE TABLE "idempotency" (
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "bodyHash" TEXT NOT NULL,
    "response" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_pkey" PRIMARY KEY ("scope","key")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "person" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "roles" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credential" (
    "personId" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "credential_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "userAgent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "tokenHash" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateIndex
CREATE INDEX "action_investigationId_idx" ON "action"("investigationId");

-- CreateIndex
CREATE INDEX "action_incidentId_idx" ON "action"("incidentId");

-- CreateIndex
CREATE INDEX "action_state_proposedAt_id_idx" ON "action"("state", "proposedAt", "id");

-- CreateIndex
CREATE INDEX "action_proposedAt_id_idx" ON "action"("proposedAt", "id");

-- CreateIndex
CREATE INDEX "action_version_actionId_idx" ON "action_version"("actionId");

-- CreateIndex
CREATE UNIQUE INDEX "grant_jti_key" ON "grant"("jti");

-- CreateIndex
CREATE INDEX "grant_executorId_state_idx" ON "grant"("executorId", "state");

-- CreateIndex
CREATE INDEX "grant_state_expiresAt_idx" ON "grant"("state", "expiresAt");

-- CreateIndex
CREATE INDEX "grant_actionId_idx" ON "grant"("actionId");

-- CreateIndex
CREATE UNIQUE INDEX "execution_grantId_key" ON "execution"("grantId");

-- CreateIndex
CREATE INDEX "execution_state_leaseExpiresAt_idx" ON "execution"("state", "leaseExpiresAt");

-- CreateIndex
CREATE INDEX "execution_actionId_idx" ON "execution"("actionId");

-- CreateIndex
CREATE INDEX "agent_parentId_idx" ON "agent"("parentId");

-- CreateIndex
CREATE UNIQUE INDEX "agent_key_keyHash_key" ON "agent_key"("keyHash");

-- CreateIndex
CREATE INDEX "agent_key_agentId_idx" ON "agent_key"("agentId");

-- CreateIndex
CREATE INDEX "incident_status_openedAt_id_idx" ON "incident"("status", "openedAt", "id");

-- CreateIndex
CREATE INDEX "incident_openedAt_id_idx" ON "incident"("openedAt", "id");

-- CreateIndex
CREATE INDEX "incident_service_idx" ON "incident"("service");

-- CreateIndex
CREATE INDEX "incident_groupKey_idx" ON "incident"("groupKey");

-- CreateIndex
CREATE INDEX "investigation_incidentId_idx" ON "investigation"("incidentId");

-- CreateIndex
CREATE INDEX "investigation_agentId_idx" ON "investigation"("agentId");

-- CreateIndex
CREATE INDEX "investigation_status_idx" ON "investigation"("status");

-- CreateIndex
CREATE INDEX "checkpoint_investigationId_idx" ON "checkpoint"("investigationId");

-- CreateIndex
CREATE INDEX "checkpoint_state_expiresAt_idx" ON "checkpoint"("state", "expiresAt");

-- CreateIndex
CREATE INDEX "directive_investigationId_seq_idx" ON "directive"("investigationId", "seq");

-- CreateIndex
CREATE INDEX "step_investigationId_seq_idx" ON "step"("investigationId", "seq");

-- CreateIndex
CREATE INDEX "evidence_investigationId_seq_idx" ON "evidence"("investigationId", "seq");

-- CreateIndex
CREATE INDEX "hypothesis_investigationId_seq_idx" ON "hypothesis"("investigationId", "seq");

-- CreateIndex
CREATE INDEX "stream_incidentId_idx" ON "stream"("incidentId");

-- CreateIndex
CREATE INDEX "event_txid_position_idx" ON "event"("txid", "position");

-- CreateIndex
CREATE INDEX "event_kind_recordedAt_idx" ON "event"("kind", "recordedAt");

-- CreateIndex
CREATE UNIQUE INDEX "event_stream_id_key" ON "event"("stream", "id");

-- CreateIndex
CREATE INDEX "idempotency_createdAt_idx" ON "idempotency"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE INDEX "session_personId_idx" ON "session"("personId");

-- CreateIndex
CREATE INDEX "invitation_personId_idx" ON "invitation"("personId");

-- The log is append-only for everyone, its owner included: the triggers refuse what no role should do.
CREATE FUNCTION "refuse_log_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the log is append-only: % on "%" is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END;
$$;

CREATE TRIGGER "event_is_append_only" BEFORE UPDATE OR DELETE ON "event"
  FOR EACH ROW EXECUTE FUNCTION "refuse_log_change"();
CREATE TRIGGER "event_is_never_emptied" BEFORE TRUNCATE ON "event"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_log_change"();

-- A stream only grows: a head that went back would let a seq be given twice.
CREATE FUNCTION "demand_stream_head"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."head" < OLD."head" THEN
    RAISE EXCEPTION 'the head of stream % cannot go back', OLD."id" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER "stream_head_only_grows" BEFORE UPDATE ON "stream"
  FOR EACH ROW EXECUTE FUNCTION "demand_stream_head"();

-- Content may be erased, which is an UPDATE; it is never deleted while its event stands.
CREATE TRIGGER "event_content_is_never_emptied" BEFORE TRUNCATE ON "event_content"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_log_change"();
CREATE TRIGGER "event_content_is_never_deleted" BEFORE DELETE ON "event_content"
  FOR EACH ROW EXECUTE FUNCTION "refuse_log_change"();

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'countersign_app') THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON "event" FROM countersign_app;
    REVOKE DELETE, TRUNCATE ON "event_content", "stream" FROM countersign_app;
  END IF;
END;
$$;

-- Request limits are worth nothing after a crash, so they cost no write-ahead log.
ALTER TABLE "rate_limit" SET UNLOGGED;
