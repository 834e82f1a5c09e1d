import { readAiopslab } from './aiopslab';
import { readClaudeCode } from './claude-code';
import { readCodex } from './codex';
import { readJsonLines } from './json-lines';
import { UnreadableRecording, type RecordedRun, type RecordingFormat } from './recorded-run';
import { readSregymMultiagent } from './sregym-multiagent';
import { readStratus } from './stratus';

const READERS: Record<RecordingFormat, (text: string) => RecordedRun> = {
  'sregym-multiagent': readSregymMultiagent,
  'claude-code': readClaudeCode,
  codex: readCodex,
  stratus: readStratus,
  aiopslab: readAiopslab,
};

export const FORMATS = Object.keys(READERS) as RecordingFormat[];

/** The format of a recording by its shape; undefined where it is none that we read. */
export function detectFormat(text: string): RecordingFormat | undefined {
  const whole = /^\s*\{/.test(text) ? wholeFormat(text) : undefined;
  if (whole) return whole;
  const { lines } = readJsonLines(text.slice(0, 400_000));
  for (const { value } of lines.slice(0, 200)) {
    if (typeof value.payload === 'object' && typeof value.timestamp === 'string') return 'codex';
    if (value.type === 'stage_start' && typeof value.stage === 'string') return 'stratus';
    const isMessage = value.type === 'user' || value.type === 'assistant';
    const message = value.message as { content?: unknown } | null | undefined;
    const isClaude = 'sessionId' in value || 'session_id' in value;
    if (isMessage && isClaude && message?.content !== undefined) return 'claude-code';
  }
  return undefined;
}

/** The format of a file that is one object. */
function wholeFormat(text: string): RecordingFormat | undefined {
  try {
    const json = JSON.parse(text) as Record<string, unknown>;
    if (typeof json.trace_id === 'string' && Array.isArray(json.tool_calls)) {
      return 'sregym-multiagent';
    }
    return typeof json.problem_id === 'string' && Array.isArray(json.trace)
      ? 'aiopslab'
      : undefined;
  } catch {
    return undefined; // JSON lines, or broken: the other formats decide
  }
}

/** Reads a recording, by its shape or as `format` says. Throws UnreadableRecording. */
export function readRecording(text: string, format?: RecordingFormat): RecordedRun {
  const found = format ?? detectFormat(text);
  if (!found) {
    throw new UnreadableRecording(
      `It is no recording that we read. We read: ${FORMATS.join(', ')}; --format names one.`,
    );
  }
  return READERS[found](text);
}
