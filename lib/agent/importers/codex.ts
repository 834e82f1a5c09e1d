import { z } from 'zod';
import { codexCommand, readCodexOutput } from './codex-tools';
import { outcomeOf } from './call-outcome';
import { readJsonLines, whatIsWrong } from './json-lines';
import {
  UnreadableRecording,
  type RecordedCall,
  type RecordedEntry,
  type RecordedRun,
} from './recorded-run';
import { submissionByCommand } from './submission';

const line = z.looseObject({
  timestamp: z.iso.datetime({ offset: true }),
  type: z.string(),
  payload: z.looseObject({ type: z.string().optional() }),
});

const message = z.looseObject({
  role: z.string(),
  content: z.array(z.looseObject({ text: z.string().optional() })),
});
const called = z.looseObject({
  call_id: z.string(),
  name: z.string().optional(),
  arguments: z.string().optional(),
  input: z.string().optional(),
  action: z.record(z.string(), z.unknown()).optional(),
});
const answered = z.looseObject({ call_id: z.string(), output: z.unknown() });
const reasoned = z.looseObject({
  summary: z.array(z.looseObject({ text: z.string().optional() })).default([]),
});

/** Reads a Codex rollout: `function_call` joined to its output by `call_id`. */
export function readCodex(text: string): RecordedRun {
  const { lines, faults } = readJsonLines(text);
  const entries: RecordedEntry[] = [];
  const open = new Map<string, RecordedCall>();
  const sessions = new Map<number, string>();
  let key = '';
  let goal: string | undefined;
  let model: string | undefined;
  let encrypted = 0;
  let startMs: number | undefined;
  let nowMs = 0;

  for (const { line: number, value } of lines) {
    const place = `line ${number}`;
    const parsed = line.safeParse(value);
    if (!parsed.success) {
      faults.push({ place, message: whatIsWrong(parsed.error.issues) });
      continue;
    }
    const { type, payload } = parsed.data;
    nowMs = Math.max(nowMs, Date.parse(parsed.data.timestamp));
    startMs ??= nowMs;
    if (type === 'session_meta') key ||= String(payload.id ?? payload.session_id ?? '');
    if (type === 'turn_context' && typeof payload.model === 'string') model ??= payload.model;
    if (type === 'response_item') readItem(payload, place);
  }

  function readItem(payload: Record<string, unknown>, place: string): void {
    switch (payload.type) {
      case 'message':
        return readMessage(payload, place);
      case 'reasoning':
        return readReasoning(payload, place);
      case 'function_call':
      case 'custom_tool_call':
      case 'local_shell_call':
        return readCall(payload, place);
      case 'function_call_output':
      case 'custom_tool_call_output':
        return readAnswer(payload);
      default: // what else a rollout holds is the harness's own book-keeping
    }
  }

  function think(said: string, place: string, by: 'agent' | 'thinking'): void {
    if (said.trim() === '') return;
    entries.push({ type: 'thought', place, atMs: nowMs, lane: 'main', text: said.trim(), by });
  }

  function readMessage(payload: unknown, place: string): void {
    const parsed = message.safeParse(payload);
    if (!parsed.success) return;
    const said = parsed.data.content.map((part) => part.text ?? '').join('\n');
    if (parsed.data.role === 'assistant') think(said, place, 'agent');
    const isPrompt = parsed.data.role === 'user' && !/^\s*<\w+/.test(said);
    if (isPrompt) goal ??= said;
  }

  function readReasoning(payload: unknown, place: string): void {
    const summary = reasoned.safeParse(payload).data?.summary ?? [];
    if (summary.length === 0) encrypted++;
    think(summary.map((part) => part.text ?? '').join('\n'), place, 'thinking');
  }

  function readCall(payload: Record<string, unknown>, place: string): void {
    const parsed = called.safeParse(payload);
    if (!parsed.success) {
      faults.push({ place, message: whatIsWrong(parsed.error.issues) });
      return;
    }
    const { command, args } = codexCommand(parsed.data, sessions);
    const submission = command === undefined ? undefined : submissionByCommand(command);
    const call: RecordedCall = {
      type: 'call',
      place,
      startMs: nowMs,
      endMs: nowMs,
      lane: 'main',
      tool: parsed.data.name ?? String(payload.type),
      args,
      ...(command !== undefined && { command }),
      output: '',
      status: 'error',
      error: 'The recording ends before it was answered.',
      isCut: false,
      ...(submission && { submission }),
    };
    entries.push(call);
    open.set(parsed.data.call_id, call);
  }

  function readAnswer(payload: unknown): void {
    const parsed = answered.safeParse(payload);
    const call = parsed.success ? open.get(parsed.data.call_id) : undefined;
    if (!parsed.success || !call) return;
    open.delete(parsed.data.call_id);
    const answer = readCodexOutput(parsed.data.output);
    if (answer.session !== undefined && call.command) sessions.set(answer.session, call.command);
    delete call.error;
    Object.assign(call, outcomeOf(answer.text, answer.exitCode === 0), {
      endMs: nowMs,
      output: answer.text,
      isCut: answer.isCut,
      isRunning: answer.session !== undefined,
      ...(answer.exitCode !== 0 && { status: 'error', error: `Exit code ${answer.exitCode}.` }),
    });
  }

  if (startMs === undefined || entries.length === 0) {
    throw new UnreadableRecording('It holds no message of an agent.');
  }
  return {
    format: 'codex',
    key: key || 'codex',
    ...(goal && { goal }),
    ...(model && { model }),
    startMs,
    endMs: nowMs,
    entries,
    aftermath: [],
    inferred: [],
    notStated: [
      'the alert',
      ...(encrypted > 0 ? [`the agent's reasoning (${encrypted} encrypted parts)`] : []),
    ],
    faults,
  };
}
