import { describe, expect, test } from 'vitest';
import { factsOf } from '@/components/incident/run-facts';
import { printedState } from '@/components/print/printed-state';
import { readPrinted } from '@/lib/incidents/server/read-printed';
import { FIRST_EVENTS } from '@/lib/investigations/server/read-room';
import { agentEvent } from '@/lib/investigations/schema';
import { postEvents } from '@/lib/investigations/server/post-events';
import { as, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast } from '../../support/proposing';

await testDatabase();
const { agent, commander, investigation } = await makeCast();
const { id: run, incidentId: id } = await investigation();

const at = '2026-03-01T12:00:00.000Z';
/** More than a room begins with, in calls of as many as an agent may post at once. */
const notes = Array.from({ length: FIRST_EVENTS + 50 }, (_, i) =>
  agentEvent.parse({ id: `n${i}`, at, kind: 'note.added', text: `note ${i}` }),
);
for (let from = 0; from < notes.length; from += 100) {
  await postEvents(as(agent), { id: run, events: notes.slice(from, from + 100) });
}

describe('a printed room', () => {
  test('has every event of its runs, not the stretch that a room begins with', async () => {
    const printed = await readPrinted(as(commander), { id });
    expect(printed.view.investigations[0]?.hasEarlier).toBe(true);
    const { state } = printedState(printed);
    const [held] = state.runs;
    const seqs = held?.events.map(({ seq }) => seq) ?? [];
    expect(seqs).toEqual(seqs.map((_, place) => place + 1));
    expect(seqs.length).toBe(held && factsOf(held)?.row.lastSeq);
  });

  test('names the steps and the evidence of the earliest rows too', async () => {
    const { state } = printedState(await readPrinted(as(commander), { id }));
    const facts = state.runs[0] && factsOf(state.runs[0]);
    const brought = facts?.run.events.filter(({ kind }) => kind === 'evidence.recorded') ?? [];
    expect(brought.length).toBeGreaterThan(0);
    for (const { payload } of brought) {
      const { evidence } = payload as { evidence: { id: string; title: string } };
      expect(facts?.evidenceOf(evidence.id)?.title).toBe(evidence.title);
    }
  });

  test('is as it was known at a moment, and no later', async () => {
    const { view, runs } = await readPrinted(as(commander), { id, run, moment: { seq: 2 } });
    expect(view.asOf).toMatchObject({ run, seq: 2 });
    expect(runs[0]?.events.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  test('is nobody’s who may not read the room', async () => {
    const other = await makePerson('Olga', role('observer', 'payments'));
    await expect(readPrinted(as(other), { id })).rejects.toMatchObject({ slug: 'not-found' });
  });
});
