import type { Figures, PersonLoad, PromptLoad } from '@/lib/prompt-load/schema';

/** Something that people were asked to decide, and what became of it. */
export interface Ask {
  service: string;
  askedAt: string;
  /** Whom a notice told of it. */
  askedOf: string[];
  /** Each person's own answer. */
  answers: { person: string; at: string }[];
  outcome: 'open' | 'decided' | 'expired' | 'withdrawn' | 'superseded';
  /** When it was decided. */
  settledAt: string | null;
}

const DAY_MS = 86_400_000;

const msBetween = (from: string, to: string): number =>
  Math.max(0, Date.parse(to) - Date.parse(from));

/** The value below which this share lies, by the nearest rank; null of nothing. */
export function quantile(values: number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

const spread = (times: number[]) => ({
  medianMs: quantile(times, 0.5),
  p90Ms: quantile(times, 0.9),
});

function figuresOf(asks: Ask[]): Figures {
  const of = (outcome: Ask['outcome']) => asks.filter((ask) => ask.outcome === outcome).length;
  const times = asks.flatMap(({ askedAt, settledAt }) =>
    settledAt === null ? [] : [msBetween(askedAt, settledAt)],
  );
  return {
    asked: asks.length,
    decided: of('decided'),
    expired: of('expired'),
    withdrawn: of('withdrawn'),
    superseded: of('superseded'),
    open: of('open'),
    ...spread(times),
  };
}

function loadOf(id: string, name: string, asks: Ask[]): PersonLoad {
  const own = asks.flatMap(({ askedAt, answers }) =>
    answers.filter(({ person }) => person === id).map(({ at }) => msBetween(askedAt, at)),
  );
  const answered = (ask: Ask) => ask.answers.some(({ person }) => person === id);
  return {
    id,
    name,
    asked: asks.length,
    decided: asks.filter(answered).length,
    byOthers: asks.filter((ask) => ask.outcome === 'decided' && !answered(ask)).length,
    expired: asks.filter((ask) => ask.outcome === 'expired').length,
    ...spread(own),
  };
}

/** Each with those that belong under its key, in the order in which the keys were first met. */
function grouped(asks: Ask[], keysOf: (ask: Ask) => string[]): [string, Ask[]][] {
  const groups = new Map<string, Ask[]>();
  for (const ask of asks) {
    for (const key of new Set(keysOf(ask))) groups.set(key, [...(groups.get(key) ?? []), ask]);
  }
  return [...groups];
}

const dayOf = (instant: string): string => instant.slice(0, 10);

function daysOf(asks: Ask[], from: Date, to: Date): PromptLoad['daily'] {
  const byDay = new Map(grouped(asks, ({ askedAt }) => [dayOf(askedAt)]));
  const daily: PromptLoad['daily'] = [];
  const last = dayOf(to.toISOString());
  for (let at = from.getTime(); ; at += DAY_MS) {
    const day = dayOf(new Date(at).toISOString());
    const those = byDay.get(day) ?? [];
    const of = (outcome: Ask['outcome']) => those.filter((ask) => ask.outcome === outcome).length;
    daily.push({ day, asked: those.length, decided: of('decided'), expired: of('expired') });
    if (day >= last) return daily;
  }
}

const byAsked = <Item extends { asked: number }>(items: Item[]): Item[] =>
  items.toSorted((a, b) => b.asked - a.asked);

export interface Measured {
  asks: Ask[];
  /** Midnight (UTC) of the first day. */
  from: Date;
  now: Date;
  nameOf: (personId: string) => string;
}

/**
 * How much people are asked, and how they keep up. What was asked outside the window does not count,
 * whenever it was decided.
 */
export function measureLoad({
  asks: all,
  from,
  now,
  nameOf,
}: Measured): Omit<PromptLoad, 'days' | 'isCut'> {
  const asks = all.filter(({ askedAt }) => {
    const at = Date.parse(askedAt);
    return at >= from.getTime() && at <= now.getTime();
  });
  const people = grouped(asks, ({ askedOf, answers }) => [
    ...askedOf,
    ...answers.map(({ person }) => person),
  ]);
  return {
    from: from.toISOString(),
    to: now.toISOString(),
    total: figuresOf(asks),
    people: byAsked(people.map(([id, own]) => loadOf(id, nameOf(id), own))),
    services: byAsked(
      grouped(asks, ({ service }) => [service]).map(([service, own]) => ({
        service,
        ...figuresOf(own),
      })),
    ),
    daily: daysOf(asks, from, now),
  };
}

/** As much of one version of an action as says what became of asking for signatures on it. */
export interface AskedVersion {
  service: string;
  askedAt: string;
  askedOf: string[];
  approvals: number;
  /** Decisions on this version alone. */
  decisions: { by: { type: string; id: string }; decision: string; at: string }[];
  /** The action's own state, where this is its latest version. */
  state: string | null;
}

/** Undefined of what the policy approved by itself: nobody was asked. */
export function askOfVersion(version: AskedVersion): Ask | undefined {
  const { service, askedAt, askedOf, approvals, decisions, state } = version;
  if (decisions.some(({ by }) => by.type === 'policy')) return undefined;
  const answers = decisions.map(({ by, at }) => ({ person: by.id, at }));
  const approved = decisions.filter(({ decision }) => decision === 'approve');
  const settledAt =
    decisions.find(({ decision }) => decision === 'reject')?.at ??
    approved[approvals - 1]?.at ??
    null;
  const undecided = (): Ask['outcome'] => {
    if (state === null) return 'superseded';
    if (state === 'pending_approval') return 'open';
    return state === 'expired' ? 'expired' : 'withdrawn';
  };
  const outcome = settledAt === null ? undecided() : 'decided';
  return { service, askedAt, askedOf, answers, outcome, settledAt };
}

/** As much of a stop point as says what became of it. */
export interface AskedPoint {
  service: string;
  askedAt: string;
  askedOf: string[];
  state: string;
  decidedAt: string | null;
  decidedBy: { type: string; id: string } | null;
}

/** Undefined of what policy, or a recording, let pass: nobody was asked. */
export function askOfPoint(point: AskedPoint): Ask | undefined {
  const { service, askedAt, askedOf, state, decidedAt, decidedBy } = point;
  const common = { service, askedAt, askedOf };
  if (state === 'waiting') return { ...common, answers: [], outcome: 'open', settledAt: null };
  if (state === 'expired') return { ...common, answers: [], outcome: 'expired', settledAt: null };
  if (decidedBy?.type !== 'person' || decidedAt === null) return undefined;
  const answers = [{ person: decidedBy.id, at: decidedAt }];
  return { ...common, answers, outcome: 'decided', settledAt: decidedAt };
}
