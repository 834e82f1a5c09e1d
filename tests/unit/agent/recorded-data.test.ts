import { describe, expect, it } from 'vitest';
import { loadRecordings } from '@/lib/agent/importers/load-recordings';
import { toTimeline } from '@/lib/agent/importers/to-timeline';
import { hasRecordings, isRecording, recordedFiles } from './samples/recorded-files';
import { faultsOfTimeline } from './timeline-checks';

describe.runIf(hasRecordings)('the recorded runs of ../shared/data', { timeout: 60_000 }, () => {
  const files = recordedFiles();
  const known = files.filter(isRecording);

  it('are recognised, all but summaries and formats we do not read', () => {
    const unknown = files.filter((file) => !known.includes(file)).map((file) => file.name);
    const isExpected = (name: string) => /_results_|copilot|^react_openrca/.test(name);
    expect(unknown.filter((name) => !isExpected(name))).toEqual([]);
    expect(known.length).toBeGreaterThan(20);
  });

  it('import with nothing skipped, each alone', () => {
    for (const file of known) {
      const { runs, unloaded } = loadRecordings([file]);
      expect(unloaded).toEqual([]);
      expect(runs.flatMap((loaded) => loaded.run.faults)).toEqual([]);
    }
  });

  it('become timelines that the API takes, the parts of one run as one', () => {
    const { runs } = loadRecordings(known);
    expect(runs.length).toBeLessThan(known.length);
    for (const { names, run } of runs) {
      expect({ names, faults: faultsOfTimeline(toTimeline(run)) }).toEqual({ names, faults: [] });
    }
  });

  it('keep every tool call as a step', () => {
    for (const { run } of loadRecordings(known).runs) {
      const calls = run.entries.filter((entry) => entry.type === 'call').length;
      const { operations } = toTimeline(run);
      const started = operations.filter(
        (operation) => operation.type === 'event' && operation.event.kind === 'step.started',
      );
      expect(started).toHaveLength(calls);
    }
  });
});
