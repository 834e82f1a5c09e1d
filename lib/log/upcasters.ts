/** How many repeated queries an investigation was let make before anything counted them. */
const UNSTATED_REPEATED_QUERIES = 25;

type Payload = Record<string, unknown>;

const partOf = (payload: Payload, field: string): Payload => (payload[field] ?? {}) as Payload;

/**
 * Version 1 held one set of terms for everything, under which both stop points waited for people.
 * It reads as a document of that base and no rules.
 */
export function upcastPolicyAdopted(payload: Payload): Payload {
  const version = Number(payload.version);
  const { wallClockMs, toolCalls, evidenceItems } = partOf(payload, 'budgets');
  const { approvals, separationOfDuties, stepUp } = partOf(payload, 'requirements');
  const { mode, checkpointTtlMs, actionTtlMs, grantTtlMs } = payload;
  const base = {
    mode,
    evidenceHold: 'person',
    commitmentHold: 'person',
    releaser: 'any-commander',
    checkpointTtlMs,
    wallClockMs,
    toolCalls,
    evidenceItems,
    repeatedQueries: UNSTATED_REPEATED_QUERIES,
    driftThreshold: 0.6,
    approvals,
    separationOfDuties,
    stepUp,
    actionTtlMs,
    grantTtlMs,
  };
  return {
    version,
    replaces: version > 1 ? version - 1 : null,
    document: { base, rules: [] },
    reason: payload.name ?? null,
  };
}

/** A passkey was asked for with each signature, or with none; now from a risk on. */
function stepUpFromRisk(settings: Payload): Payload {
  if (!('stepUp' in settings)) return settings;
  const { stepUp, ...rest } = settings;
  return { ...rest, stepUpFrom: stepUp === true ? 'low' : 'never' };
}

/** A payload whose document says `stepUp`, as one whose document says `stepUpFrom`. */
export function upcastPolicyDocument(payload: Payload): Payload {
  const document = partOf(payload, 'document');
  const rules = (document.rules ?? []) as Payload[];
  return {
    ...payload,
    document: {
      base: stepUpFromRisk(partOf(document, 'base')),
      rules: rules.map((rule) => ({ ...rule, set: stepUpFromRisk(partOf(rule, 'set')) })),
    },
  };
}

/** When people are told of what nobody decided, where nothing was said of it. */
const UNSTATED_ESCALATION = { escalateMs: 180_000, escalateToAdminsMs: 600_000 };

/** Until then a policy did not say whom to tell next; what is read is what has shipped since. */
export function upcastEscalation(payload: Payload): Payload {
  const document = partOf(payload, 'document');
  const base = { ...UNSTATED_ESCALATION, ...partOf(document, 'base') };
  return { ...payload, document: { ...document, base } };
}

/** Version 1 counted no repeated queries. */
export function upcastInvestigationCreated(payload: Payload): Payload {
  const budgets = { ...partOf(payload, 'budgets'), repeatedQueries: UNSTATED_REPEATED_QUERIES };
  return { ...payload, budgets };
}
