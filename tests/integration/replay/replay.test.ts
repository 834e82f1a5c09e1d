import { beforeAll, describe, expect, it } from 'vitest';
import { decideAction } from '@/lib/actions/server/decide-action';
import { loadRecordings } from '@/lib/agent/importers/load-recordings';
import { playTimeline, type PlayReport } from '@/lib/agent/importers/play';
import type { Timeline } from '@/lib/agent/importers/timeline';
import { toTimeline } from '@/lib/agent/importers/to-timeline';
import { createClient, type Client } from '@/lib/agent/sdk/client';
import type { WireEvent } from '@/lib/agent/sdk/types';
import { as, makeAgent, makeExecutor, makePerson, role, WIDE } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { claudeSample, codexSample, stratusSample } from '../../unit/agent/samples/session-samples';
import { sregymSample } from '../../unit/agent/samples/sregym-sample';
import { giveKey } from './give-key';
import { routeFetch } from './route-fetch';

await testDatabase();

const instant = { longestPauseMs: 0, pause: () => Promise.resolve() };
const clientOf = (key: string) =>
  createClient({ baseUrl: 'http://localhost:3000', key, fetch: routeFetch });

function timelineOf(text: string): { timeline: Timeline; hash: string } {
  const [loaded] = loadRecordings([{ name: 'sample', text }]).runs;
  if (!loaded) throw new Error('The sample is no recording.');
  return { timeline: toTimeline(loaded.run), hash: loaded.hash };
}

async function allEvents(client: Client, id: string): Promise<WireEvent[]> {
  const events: WireEvent[] = [];
  for (;;) {
    const after = events.at(-1)?.seq ?? 0;
    const { items } = await client.investigations.events(id, { after, limit: 50 });
    if (items.length === 0) return events;
    events.push(...items);
  }
}

const owner = await makePerson('Otto', role('admin'));
const approver = await makePerson('Ada', role('approver'));
const executor = await makeExecutor('the executor', owner.id);
const clientWith = async (scope: Partial<typeof WIDE> = {}) =>
  clientOf(await giveKey(await makeAgent('the agent', owner.id, { ...WIDE, ...scope })));
const client = await clientWith();

describe.each([
  ['an SREGym run', sregymSample()],
  ['a Claude Code session', claudeSample],
  ['a Codex rollout', codexSample],
  ['a Stratus trajectory', stratusSample],
])('%s, played through the API', (_name, text) => {
  const { timeline, hash } = timelineOf(text);
  const play = (run: string) =>
    playTimeline(client, timeline, `${hash.slice(0, 24)}-${run}`, instant);
  let report: PlayReport;
  let events: WireEvent[];
  beforeAll(async () => {
    report = await play('first');
    events = await allEvents(client, report.investigationId);
  });

  it('is taken whole', () => {
    const posted = timeline.operations.filter((operation) => operation.type === 'event');
    expect(report).toMatchObject({ accepted: posted.length, duplicates: 0, refusals: [] });
    expect(report.checkpoints).toBe(2);
    expect(report.actions).toBeGreaterThan(0);
  });

  it('stands in the log in the recording’s order, each at the recording’s time', () => {
    const told = events.filter((event) => event.kind !== 'investigation.created');
    const times = told.map((event) => Date.parse(event.at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const [first, last] = [timeline.operations[0], timeline.operations.at(-1)];
    expect(times[0]).toBe(first?.atMs);
    expect(times.at(-1)).toBe(last?.atMs);
  });

  it('has its stop points as history that no person decided', () => {
    const decided = events.filter((event) => event.kind === 'checkpoint.decided');
    expect(decided.map((event) => event.actor)).toEqual([
      { type: 'system', id: 'recording', name: 'Recording' },
      { type: 'system', id: 'recording', name: 'Recording' },
    ]);
  });

  it('ends concluded, imported, with its changes awaiting approval', async () => {
    const state = await client.investigations.get(report.investigationId);
    expect(state).toMatchObject({ clock: 'imported', status: 'concluded' });
    const waiting = events.filter((event) => event.kind === 'action.proposed');
    expect(waiting).toHaveLength(report.actions);
    expect(events.some((event) => event.kind.startsWith('grant.'))).toBe(false);
  });

  it('gives no executor anything to do, though a person approves what it changed', async () => {
    const [proposed] = events.filter((event) => event.kind === 'action.proposed');
    const action = await client.actions.get(String(proposed?.action));
    expect(action.state).toBe('pending_approval');
    const { version, digest } = action;
    const input = { decision: 'approve', version, digest } as const;
    await decideAction(as(approver), { actionId: action.id, ...input });
    expect(await client.actions.get(action.id)).toMatchObject({ state: 'approved', grant: null });
    const grants = await clientOf(await giveKey(executor)).executor.grants();
    expect(grants.items).toEqual([]);
  });

  it('told again under the same name adds nothing', async () => {
    const before = await allEvents(client, report.investigationId);
    const again = await play('first');
    expect(again).toMatchObject({
      incidentId: report.incidentId,
      investigationId: report.investigationId,
      accepted: 0,
      duplicates: report.accepted,
      refusals: [],
    });
    expect(await allEvents(client, report.investigationId)).toEqual(before);
  });

  it('told under another name is another incident', async () => {
    expect((await play('second')).incidentId).not.toBe(report.incidentId);
  });
});

describe('a server that refuses', () => {
  it('is quoted with the place in the file', async () => {
    const narrow = await clientWith({ sources: ['logs'] });
    const { timeline, hash } = timelineOf(sregymSample());
    const play = playTimeline(narrow, timeline, `${hash.slice(0, 24)}-narrow`, instant);
    await expect(play).rejects.toThrow(/^tool_calls\[0\]: .*out-of-scope/);
  });

  it('an action that it will not take is told in the room instead', async () => {
    const reader = await clientWith({ verbs: ['observe', 'hypothesize'] });
    const { timeline, hash } = timelineOf(sregymSample());
    const report = await playTimeline(reader, timeline, `${hash.slice(0, 24)}-reader`, instant);
    expect(report.refusals.map((refusal) => refusal.place)).toEqual([
      'tool_calls[3]',
      'tool_calls[4]',
    ]);
    const events = await allEvents(reader, report.investigationId);
    const notes = events.filter((event) => event.id.endsWith('.refused'));
    expect(notes).toHaveLength(2);
  });
});
