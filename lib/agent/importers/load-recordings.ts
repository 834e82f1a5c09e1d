import { createHash } from 'node:crypto';
import { readRecording } from './detect';
import { mergeRuns } from './merge-runs';
import { UnreadableRecording, type RecordedRun, type RecordingFormat } from './recorded-run';

export interface RecordingFile {
  name: string;
  text: string;
}

export interface LoadedRun {
  names: string[];
  /** Of the files' contents: the same recording always has the same. */
  hash: string;
  run: RecordedRun;
}

export interface UnloadedFile {
  name: string;
  message: string;
}

/** Reads recordings, and joins the files that are parts of one run. */
export function loadRecordings(
  files: readonly RecordingFile[],
  format?: RecordingFormat,
): { runs: LoadedRun[]; unloaded: UnloadedFile[] } {
  const groups = new Map<string, { name: string; text: string; run: RecordedRun }[]>();
  const unloaded: UnloadedFile[] = [];
  for (const { name, text } of files) {
    try {
      const run = readRecording(text, format);
      // Only sub-agents' files are parts of one run; the same session twice is not.
      const isPart = run.format === 'sregym-multiagent';
      const key = isPart ? `${run.format} ${run.key}` : `${run.format} ${name}`;
      groups.set(key, [...(groups.get(key) ?? []), { name, text, run }]);
    } catch (error) {
      if (!(error instanceof UnreadableRecording)) throw error;
      unloaded.push({ name, message: error.message });
    }
  }
  const runs = [...groups.values()].flatMap((parts) => {
    const hash = createHash('sha256');
    for (const text of parts.map((part) => part.text).toSorted()) hash.update(text);
    const placed = parts.length === 1 ? parts.map((part) => part.run) : parts.map(withName);
    const [first, ...others] = placed;
    if (!first) return [];
    const names = parts.map((part) => part.name);
    return [{ names, hash: hash.digest('hex'), run: mergeRuns(first, ...others) }];
  });
  return { runs, unloaded };
}

function withName({ name, run }: { name: string; run: RecordedRun }): RecordedRun {
  const placed = <T extends { place: string }>(item: T): T => ({
    ...item,
    place: `${name}: ${item.place}`,
  });
  return { ...run, entries: run.entries.map(placed), faults: run.faults.map(placed) };
}
