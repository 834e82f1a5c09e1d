import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { contractServer } from '../support/contract-server';
import { openIncident } from '../support/investigation';
import { beginning, commands, type Real } from './stage-model';

const { as } = await contractServer();

/** Walks what was recorded: what each agent's event needed, and the releases that came before it. */
async function expectOpened(id: string): Promise<void> {
  const released = new Set<string>();
  let isHeld = false;
  for (const { kind, actor, payload } of await readStream(id, 0, 5000)) {
    const { decision, stage } = payload;
    if (kind === 'checkpoint.requested') isHeld = true;
    if (kind === 'checkpoint.decided') {
      expect(actor.type).toBe('person');
      isHeld = false;
      if (decision === 'release') released.add(String(stage));
    }
    if (kind === 'action.proposed') expect(released).toContain('commitment');
    const isWriting = actor.type === 'agent' && /^(evidence|hypothesis|note|action)\./.test(kind);
    if (isWriting) expect(isHeld).toBe(false);
  }
  if (released.has('commitment')) expect(released).toContain('evidence');
}

test('no sequence of calls by an agent reaches a stage that no release opened', async () => {
  const incidentId = await openIncident(as.commander);
  const reached = new Set<string>();
  await fc.assert(
    fc.asyncProperty(commands, async (all) => {
      const begun = await as.agent('POST', '/investigations', { incidentId });
      const id = String(begun.body.id);
      const model = beginning();
      const { agent, commander } = as;
      const real: Real = { agent, commander, id, checkpointId: null, evidenceId: 'e0', count: 0 };
      await fc.asyncModelRun(() => ({ model, real }), all);
      reached.add(model.stage);
      await expectOpened(id);
    }),
    { numRuns: 60, interruptAfterTimeLimit: 45_000, endOnFailure: true },
  );
  // A model that never gets anywhere would prove nothing.
  expect(reached.size).toBeGreaterThan(1);
  expect(await compareWithLog(db())).toEqual([]);
}, 90_000);
