import { actionProjection } from '@/lib/actions/fold';
import { incidentChanges } from '@/lib/changes/incident-changes';
import type { Change, ChangeOf } from '@/lib/changes/schema';
import { actionStandsOf, claimStandsOf, runStandsOf } from '@/lib/changes/stands';
import { freezeProjection } from '@/lib/freeze/fold';
import { hypothesisProjection } from '@/lib/hypotheses/fold';
import { investigationProjection } from '@/lib/investigations/fold';
import { checkpointProjection, directiveProjection } from '@/lib/investigations/fold-held';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { flagProjection } from '@/lib/live/past';
import type { Projection, Tables } from '@/lib/log/projection';

/** By plain values alone: rows that fold to the same are the same, whoever holds them. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

type Pair<Row> = [before: Row | undefined, after: Row | undefined];

/** The rows of a table at both moments, by their keys, in the order of the keys. */
function pairsOf<Row extends object>(
  before: Tables,
  after: Tables,
  { name }: Projection<Row>,
): [key: string, ...Pair<Row>][] {
  const [old, fresh] = [before.get(name), after.get(name)] as Pair<Map<string, Row>>;
  const keys = [...new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])])].toSorted();
  return keys.map((key) => [key, old?.get(key), fresh?.get(key)]);
}

/** What is not as it was in one table. */
function changedIn<Row extends object>(
  before: Tables,
  after: Tables,
  of: Projection<Row>,
  tell: (now: Row, then: Row | undefined, key: string) => Change | undefined,
): Change[] {
  return pairsOf(before, after, of).flatMap(([key, then, now]) =>
    now === undefined || now === then ? [] : (tell(now, then, key) ?? []),
  );
}

function runChange(
  now: InvestigationRow,
  then: InvestigationRow | undefined,
): ChangeOf<'run'> | undefined {
  const [from, to] = [then ? runStandsOf(then) : null, runStandsOf(now)];
  const added = {
    events: now.lastSeq - (then?.lastSeq ?? 0),
    steps: now.stepCount - (then?.stepCount ?? 0),
    evidence: now.evidenceCount - (then?.evidenceCount ?? 0),
    violations: now.violationCount - (then?.violationCount ?? 0),
    refusedWrites: now.refusedWriteCount - (then?.refusedWriteCount ?? 0),
    maskedSecrets: now.maskedCount - (then?.maskedCount ?? 0),
  };
  if (isSame(from, to) && added.events === 0) return undefined;
  return { about: 'run', run: now.id, from, to, added };
}

const claims = (before: Tables, after: Tables) =>
  changedIn(before, after, hypothesisProjection, (now, then) => {
    const [from, to] = [then ? claimStandsOf(then) : null, claimStandsOf(now)];
    // A history only grows, and a link of an item of evidence takes the place of the one before.
    const steps = now.history.slice(then?.history.length ?? 0);
    const known = new Set(then?.links.map(({ seq }) => seq));
    const links = now.links.filter(({ seq }) => !known.has(seq));
    if (steps.length === 0 && links.length === 0 && isSame(from, to)) return undefined;
    const { investigationId: run, id, statement } = now;
    const counted = { stepCount: steps.length, linkCount: links.length };
    return { about: 'claim', run, id, statement, from, to, steps, links, ...counted };
  });

const stops = (before: Tables, after: Tables) =>
  changedIn(before, after, checkpointProjection, (now, then) => {
    if (then?.state === now.state) return undefined;
    const { id, stage, hypothesisId, requestedSeq, decidedBy, reason, instruction } = now;
    const told = { id, stage, hypothesisId, requestedSeq, decidedBy, reason, instruction };
    const from = then?.state ?? null;
    return { about: 'stop', run: now.investigationId, ...told, from, to: now.state };
  });

const actions = (before: Tables, after: Tables) =>
  changedIn(before, after, actionProjection, (now, then) => {
    const [from, to] = [then ? actionStandsOf(then) : null, actionStandsOf(now)];
    const decisions = now.decisions
      .slice(then?.decisions.length ?? 0)
      .map(({ seq, version, decision, by, reason, brokeGlass }) => ({
        seq,
        version,
        decision,
        by,
        reason,
        brokeGlass,
      }));
    if (isSame(from, to) && decisions.length === 0) return undefined;
    const { investigationId: run, id, title, endedReason } = now;
    return { about: 'action', run, id, title, from, to, decisions, endedReason };
  });

const directives = (before: Tables, after: Tables) =>
  changedIn(before, after, directiveProjection, (now, then) => {
    if (then) return undefined;
    const { investigationId: run, id, seq, kind, instruction, reason, givenBy } = now;
    return { about: 'directive', run, id, seq, kind, instruction, reason, givenBy };
  });

const marks = (before: Tables, after: Tables) =>
  changedIn(before, after, flagProjection, (now, then, key) => {
    const from = then?.flag ?? null;
    if (from === now.flag) return undefined;
    const [run = '', id = ''] = [key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1)];
    return { about: 'mark', run, id, from, to: now.flag, reason: now.flagReason };
  });

/** Freezes that hold: the tables of a moment have no others. */
const freezes = (before: Tables, after: Tables): Change[] =>
  pairsOf(before, after, freezeProjection).flatMap(([, then, now]): ChangeOf<'freeze'>[] => {
    const row = now ?? then;
    if (!row || (then && now)) return [];
    const { id, service, setBy, reason } = row;
    const [from, to] = [then !== undefined, now !== undefined];
    return [{ about: 'freeze', id, service, setBy, reason, from, to }];
  });

/**
 * What is not as it was between two moments of a room, told by the rows that both fold to. Pure, and
 * the same in whatever order the streams came in. Of a run, `before` and `after` are of one log.
 */
export function changesBetween(before: Tables, after: Tables): Change[] {
  return [
    ...incidentChanges(before, after),
    ...freezes(before, after),
    ...changedIn(before, after, investigationProjection, runChange),
    ...stops(before, after),
    ...actions(before, after),
    ...claims(before, after),
    ...directives(before, after),
    ...marks(before, after),
  ];
}
