import { beforeAll, describe, expect, it } from 'vitest';
import { loadRecordings } from '@/lib/agent/importers/load-recordings';
import { playTimeline, type PlayReport } from '@/lib/agent/importers/play';
import { toTimeline } from '@/lib/agent/importers/to-timeline';
import { createClient } from '@/lib/agent/sdk/client';
import { makeAgent, makeExecutor, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { hasRecordings, isRecording, recordedFiles } from '../../unit/agent/samples/recorded-files';
import { giveKey } from './give-key';
import { routeFetch } from './route-fetch';

await testDatabase();

describe.runIf(hasRecordings)('every recorded run of ../shared/data', () => {
  const { runs } = loadRecordings(recordedFiles().filter(isRecording));
  const reports: PlayReport[] = [];

  beforeAll(async () => {
    const owner = await makePerson('Otto', role('admin'));
    await makeExecutor('the executor', owner.id);
    const key = await giveKey(await makeAgent('the agent', owner.id));
    const client = createClient({ baseUrl: 'http://localhost:3000', key, fetch: routeFetch });
    const pace = { longestPauseMs: 0, pause: () => Promise.resolve() };
    for (const { run, hash } of runs) {
      reports.push(await playTimeline(client, toTimeline(run), hash, pace));
    }
  }, 300_000);

  it('is taken whole by the API, with nothing refused', () => {
    expect(reports.flatMap((report) => report.refusals)).toEqual([]);
    const sum = (pick: (report: PlayReport) => number) =>
      reports.map(pick).reduce((total, each) => total + each, 0);
    const counts = {
      runs: reports.length,
      events: sum((report) => report.accepted),
      evidence: sum((report) => report.evidence),
      stopPoints: sum((report) => report.checkpoints),
      actions: sum((report) => report.actions),
    };
    process.stdout.write(`Recorded runs played: ${JSON.stringify(counts)}\n`);
    expect(counts.runs).toBe(runs.length);
  });
});
