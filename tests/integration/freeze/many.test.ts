import { expect, test } from 'vitest';
import { proposeAction } from '@/lib/actions/server/propose-action';
import { db } from '@/lib/db/client';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { postEvents } from '@/lib/investigations/server/post-events';
import { agentEvent } from '@/lib/investigations/schema';
import { compareWithLog } from '@/lib/log/rebuild';
import { as } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { freezeAs } from '../../support/freezing';
import { makeCast, rollback } from '../../support/proposing';

await testDatabase();
const { agent, commander, investigation, sign } = await makeCast();

const RUNS = 300;
const SIGNED = 40;

test(`one freeze holds ${RUNS} live runs and ${SIGNED} grants while their agents write`, async () => {
  const { id, incidentId } = await investigation();
  const runs = [id];
  while (runs.length < RUNS) {
    const run = await createInvestigation(as(agent), { incidentId });
    runs.push(run.id);
  }
  for (let i = 0; i < SIGNED; i++) {
    await sign(await proposeAction(as(agent), { investigationId: id, ...rollback() }));
  }

  const at = '2026-03-01T12:00:00.000Z';
  const writing = runs.slice(0, 100).map((run, i) =>
    postEvents(as(agent), {
      id: run,
      events: [agentEvent.parse({ id: `note-${i}`, kind: 'note.added', at, text: 'x' })],
    }),
  );
  const started = performance.now();
  const freeze = await freezeAs(commander);
  const tookMs = Math.round(performance.now() - started);
  await Promise.allSettled(writing);

  expect(freeze.reached.paused).toHaveLength(RUNS);
  expect(freeze.reached.revoked).toHaveLength(SIGNED);
  expect(await db().investigation.count({ where: { status: 'paused' } })).toBe(RUNS);
  expect(await db().grant.count({ where: { state: 'minted' } })).toBe(0);
  expect(await compareWithLog(db())).toEqual([]);
  // Far below what a transaction may take, on a slow machine too; the figure itself is printed.
  console.log(`froze ${RUNS} runs and ${SIGNED} grants in ${tookMs} ms`);
  expect(tookMs).toBeLessThan(7_500);
}, 120_000);
