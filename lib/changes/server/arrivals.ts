import 'server-only';
import type { Arrivals, Change } from '@/lib/changes/schema';
import { db } from '@/lib/db/client';
import { evidenceProjection } from '@/lib/evidence/fold';
import { evidenceSource } from '@/lib/evidence/schema';
import { storedPayloads } from '@/lib/investigations/schema';
import { readKind } from '@/lib/log/read';
import { parseRows } from '@/lib/log/rows';

/** People's notes that are told of word by word. */
const MOST_NOTES = 50;

interface Between {
  run: string;
  after: number;
  until: number;
}

const bySource = async ({ run, after, until }: Between): Promise<Arrivals['bySource']> => {
  const found = await db().evidence.groupBy({
    by: ['source'],
    where: { investigationId: run, seq: { gt: after, lte: until } },
    _count: true,
  });
  return found
    .map(({ source, _count: items }) => ({ source: evidenceSource.parse(source), items }))
    .toSorted((a, b) => b.items - a.items || a.source.localeCompare(b.source));
};

/** Ids of the evidence that changes of a run name as their causes, or are about. */
function evidenceNamed(run: string, changes: readonly Change[]): string[] {
  const ids = changes.flatMap((change) => {
    if (!('run' in change) || change.run !== run) return [];
    if (change.about === 'mark') return [change.id];
    if (change.about !== 'claim') return [];
    const linked = change.links.map(({ evidenceId }) => evidenceId);
    return [...linked, ...change.steps.flatMap(({ because }) => because)];
  });
  return [...new Set(ids)];
}

async function named({ run, after, until }: Between, changes: readonly Change[]) {
  const keys = evidenceNamed(run, changes).map((id) => `${run}/${id}`);
  if (keys.length === 0) return [];
  const found = await db().evidence.findMany({
    where: { key: { in: keys }, seq: { lte: until } },
    orderBy: { seq: 'asc' },
  });
  return parseRows(evidenceProjection, found).map(({ id, title, source, seq, flag }) => ({
    id,
    title,
    source,
    flag,
    isNew: seq > after,
  }));
}

async function notes({ run, after, until }: Between) {
  const where = { stream: run, kind: 'note.added', seq: { gt: after, lte: until } };
  const [newest, counts] = await Promise.all([
    readKind(run, { kind: 'note.added', by: 'person', after, until, limit: MOST_NOTES }),
    db().event.groupBy({ by: ['actorType'], where, _count: true }),
  ]);
  const countOf = (isPerson: boolean) =>
    counts
      .filter(({ actorType }) => (actorType === 'person') === isPerson)
      .reduce((sum, { _count: each }) => sum + each, 0);
  return {
    notes: newest.map(({ seq, recordedAt: at, actor: by, payload }) => {
      const { text, hypothesisId = null } = storedPayloads['note.added'].parse(payload);
      return { run, seq, at, by, text, hypothesisId };
    }),
    noteCount: countOf(true),
    agentNoteCount: countOf(false),
  };
}

/** What a run was given after one of its seqs up to another, and what of it these changes name. */
export async function arrivalsOf(between: Between, changes: readonly Change[]): Promise<Arrivals> {
  const [sources, causes, said] = await Promise.all([
    bySource(between),
    named(between, changes),
    notes(between),
  ]);
  return { run: between.run, bySource: sources, named: causes, ...said };
}
