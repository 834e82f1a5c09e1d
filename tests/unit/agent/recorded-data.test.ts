import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { detectFormat } from '@/lib/agent/importers/detect';
import { loadRecordings } from '@/lib/agent/importers/load-recordings';
import { toTimeline } from '@/lib/agent/importers/to-timeline';
import { faultsOfTimeline } from './timeline-checks';

const data = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const folders = ['sregym-multiagent-runs', 'sregym-agent-sessions'].map((name) => join(data, name));
const isThere = folders.every((folder) => existsSync(folder));
if (!isThere) {
  process.stdout.write(`Recorded runs are not at ../shared/data: their tests do not run here.\n`);
}

/** The formats' own folders: what lies elsewhere is written about the runs, and is none. */
function recordings(): { name: string; text: string }[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /[\\/]traces[\\/]/.test(join(entry.parentPath, '/')))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => ({ name: basename(path), text: readFileSync(path, 'utf8') })),
  );
}

describe.runIf(isThere)('the recorded runs of ../shared/data', { timeout: 60_000 }, () => {
  const files = isThere ? recordings() : [];
  const known = files.filter((file) => detectFormat(file.text) !== undefined);

  it('are recognised, all but summaries and formats we do not read', () => {
    const unknown = files.filter((file) => !known.includes(file)).map((file) => file.name);
    const isExpected = (name: string) => /_results_|copilot|opencode|gemini/.test(name);
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
