import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { detectFormat } from '@/lib/agent/importers/detect';
import type { RecordingFile } from '@/lib/agent/importers/load-recordings';

const data = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
const folders = ['sregym-multiagent-runs', 'sregym-agent-sessions', 'aiopslab-react-runs'].map(
  (name) => join(data, name),
);

const IS_OF_RUNS = /[\\/](traces|results)[\\/]/;

/** Real runs stay outside the project; whoever has none is told so, and tests without them. */
export const hasRecordings = folders.every((folder) => existsSync(folder));
if (!hasRecordings) {
  process.stdout.write('Recorded runs are not at ../shared/data: their tests do not run here.\n');
}

/** All files in the formats' own folders: what lies elsewhere is written about the runs. */
export function recordedFiles(): RecordingFile[] {
  if (!hasRecordings) return [];
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && IS_OF_RUNS.test(join(entry.parentPath, '/')))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => ({ name: basename(path), text: readFileSync(path, 'utf8') })),
  );
}

export const isRecording = (file: RecordingFile) => detectFormat(file.text) !== undefined;
