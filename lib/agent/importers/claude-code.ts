import { z } from 'zod';
import { answersOf, blocksOf, type Block } from './claude-blocks';
import { outcomeOf } from './call-outcome';
import { readJsonLines } from './json-lines';
import {
  UnreadableRecording,
  type RecordedCall,
  type RecordedEntry,
  type RecordedRun,
} from './recorded-run';
import { submissionByCommand } from './submission';

const line = z.looseObject({
  type: z.string(),
  timestamp: z.iso.datetime({ offset: true }).optional().catch(undefined),
  sessionId: z.string().optional(),
  session_id: z.string().optional(),
  isSidechain: z.boolean().optional(),
  agentId: z.string().optional(),
  parent_tool_use_id: z.string().nullish(),
  message: z
    .looseObject({
      role: z.string().optional(),
      model: z.string().optional(),
      content: z.unknown(),
    })
    .optional(),
});

/** Claude Code marks what it left out of a long output. */
const CUT = /\[\d+ (?:characters|lines) truncated\]|<response clipped>/;

/** Reads a Claude Code session, or the stream that `--output-format stream-json` prints. */
export function readClaudeCode(text: string): RecordedRun {
  const { lines, faults } = readJsonLines(text);
  const entries: RecordedEntry[] = [];
  const open = new Map<string, RecordedCall>();
  const laneOfTask = new Map<string, string>();
  let key = '';
  let title: string | undefined;
  let goal: string | undefined;
  let model: string | undefined;
  let untimed = 0;
  const firstMs = lines
    .map(({ value }) => Date.parse(String(value.timestamp)))
    .find((ms) => ms > 0);
  if (firstMs === undefined) throw new UnreadableRecording('No line of it states a time.');
  let nowMs = firstMs;
  for (const { line: number, value } of lines) {
    const place = `line ${number}`;
    const parsed = line.safeParse(value);
    if (!parsed.success) {
      faults.push({ place, message: 'has no type' });
      continue;
    }
    const record = parsed.data;
    key ||= record.sessionId ?? record.session_id ?? '';
    if (record.type === 'ai-title' && typeof record.aiTitle === 'string') title = record.aiTitle;
    if (record.type !== 'user' && record.type !== 'assistant') continue;
    if (record.timestamp) nowMs = Math.max(nowMs, Date.parse(record.timestamp));
    else untimed++;
    model ??= record.message?.model;
    const parent = record.parent_tool_use_id;
    const lane =
      (parent && laneOfTask.get(parent)) ||
      (record.isSidechain ? `sub-agent ${record.agentId ?? ''}`.trim() : 'main');
    for (const [i, block] of blocksOf(record.message?.content).entries()) {
      const at = `${place}, block ${i + 1}`;
      if (record.type === 'user' && block.type === 'text' && lane === 'main') goal ??= block.text;
      if (record.type === 'assistant') addSaid(block, at, lane);
      if (block.type === 'tool_result') close(block.tool_use_id, answersOf(block), block.is_error);
    }
  }

  function addSaid(block: Block, place: string, lane: string): void {
    if (block.type === 'text' || block.type === 'thinking') {
      const said = block.type === 'text' ? block.text : block.thinking;
      const by = block.type === 'text' ? 'agent' : 'thinking';
      if (said.trim()) {
        entries.push({ type: 'thought', place, atMs: nowMs, lane, text: said.trim(), by });
      }
    }
    if (block.type !== 'tool_use') return;
    const { command, subagent_type: kind, description } = block.input;
    if (block.name === 'Task' || block.name === 'Agent') {
      laneOfTask.set(block.id, String(kind ?? description ?? 'sub-agent').slice(0, 60));
    }
    const submission = typeof command === 'string' ? submissionByCommand(command) : undefined;
    const call: RecordedCall = {
      type: 'call',
      place,
      startMs: nowMs,
      endMs: nowMs,
      lane,
      tool: block.name,
      args: block.input,
      ...(typeof command === 'string' && { command }),
      output: '',
      status: 'error',
      error: 'The recording ends before it was answered.',
      isCut: false,
      ...(submission && { submission }),
    };
    entries.push(call);
    open.set(block.id, call);
  }

  function close(id: string, output: string, isError: boolean): void {
    const call = open.get(id);
    if (!call) return;
    open.delete(id);
    delete call.error;
    Object.assign(call, outcomeOf(output, !isError), {
      endMs: nowMs,
      output,
      isCut: CUT.test(output),
    });
  }

  if (entries.length === 0) throw new UnreadableRecording('It holds no message of an agent.');
  return {
    format: 'claude-code',
    key: key || 'claude-code',
    ...(title && { title }),
    ...(goal && { goal }),
    ...(model && { model }),
    startMs: firstMs,
    endMs: nowMs,
    entries,
    aftermath: [],
    inferred:
      untimed > 0
        ? [`${untimed} messages state no time: they carry that of the message before them.`]
        : [],
    notStated: ['the alert'],
    faults,
  };
}
