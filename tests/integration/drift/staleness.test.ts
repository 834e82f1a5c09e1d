import { describe, expect, test } from 'vitest';
import { eraseContent } from '@/lib/erasure/server/erase-content';
import { decideCheckpoint } from '@/lib/investigations/server/decide-checkpoint';
import { getState } from '@/lib/investigations/server/get-state';
import { requestCheckpoint } from '@/lib/investigations/server/request-checkpoint';
import { COMMAND_LINE } from '@/lib/people/server/invite-person';
import { as, makeAgent, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { begin, event, evidence } from './staged';

await testDatabase();
const commander = await makePerson('Cora', role('commander'));
const owner = await makePerson('Otto', role('admin'));
const agent = await makeAgent('Investigator', owner.id);

const stalenessOf = async (id: string) =>
  (await getState(as(agent), { id })).drift?.components.find(({ name }) => name === 'staleness');

describe('staleness, in what came of its looks,', () => {
  const letters = [...'abcdefghijkl'];
  const step = (letter: string, status: string) => [
    event(`${letter}.started`, 'step.started', {
      step: letter,
      tool: 'logs.search',
      args: { of: letter },
    }),
    event(`${letter}.finished`, 'step.finished', { step: letter, status }),
  ];
  const answered = (letter: string, text: string) =>
    evidence(letter, {
      step: letter,
      title: `logs of ${letter}`,
      body: { format: 'text', text },
    });

  test('counts the same answer once, whatever was asked', async () => {
    const { run, post } = await begin(commander, agent);
    await post(...letters.flatMap((l) => [...step(l, 'ok'), answered(l, `No logs for ${l}`)]));
    expect(await stalenessOf(run.id)).toMatchObject({
      value: 0.55,
      sentence: expect.stringContaining('and 11 new questions in vain'),
      moved: expect.arrayContaining([{ kind: 'step', id: 'l' }]),
    });
    const other = await begin(commander, agent);
    await other.post(
      ...letters.flatMap((l, i) => [...step(l, 'ok'), answered(l, `Seen ${i} times`)]),
    );
    expect((await stalenessOf(other.run.id))?.value).toBeLessThan(0.05);
  });

  test('counts a step that failed as in vain, and one that still runs not yet', async () => {
    const { run, post } = await begin(commander, agent);
    const [first = 'a', ...rest] = letters;
    await post(...step(first, 'ok'), answered(first, 'Seen'));
    await post(
      ...rest.flatMap((l, i) => [...step(l, 'error'), answered(l, `Error number ${i}`)]),
      event('m.started', 'step.started', { step: 'm', tool: 'logs.search', args: { of: 'm' } }),
    );
    expect((await stalenessOf(run.id))?.value).toBe(0.55);
  });

  test('goes on where an answer was erased, and takes that for none other', async () => {
    const { run, post } = await begin(commander, agent);
    await post(...letters.flatMap((l) => [...step(l, 'ok'), answered(l, 'None')]));
    const reason = 'a name stood in it';
    await eraseContent(as(COMMAND_LINE), { id: run.id, reason, askedBy: owner.email });
    await post(...step('m', 'ok'), answered('m', 'None'));
    expect((await stalenessOf(run.id))?.value).toBeLessThan(0.05);
  });

  test('begins anew when people let it go on', async () => {
    const { run, post } = await begin(commander, agent);
    await post(...letters.flatMap((l) => [...step(l, 'ok'), answered(l, 'None')]));
    const held = { id: run.id, stage: 'evidence' as const, summary: 'x' };
    const { id } = await requestCheckpoint(as(agent), held);
    await decideCheckpoint(as(commander), {
      id,
      decision: 'return',
      reason: 'seen',
      instruction: 'Look at payments',
    });
    await post(...step('m', 'ok'), answered('m', 'None'));
    expect((await stalenessOf(run.id))?.value).toBeLessThanOrEqual(0.1);
  });
});
