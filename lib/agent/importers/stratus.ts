import { z } from 'zod';
import { outcomeOf } from './call-outcome';
import { readJsonLines, whatIsWrong } from './json-lines';
import {
  UnreadableRecording,
  type RecordedCall,
  type RecordedEntry,
  type RecordedRun,
} from './recorded-run';
import { submissionByTool } from './submission';

const metadata = z.looseObject({
  type: z.literal('metadata'),
  problem_id: z.string().optional(),
  timestamp: z.string().optional(),
  timestamp_readable: z.string().optional(),
});
const stageEvent = z.looseObject({
  type: z.literal('event'),
  stage: z.string().min(1),
  messages: z.array(z.looseObject({ type: z.string(), content: z.unknown() })),
});
const toolCalls = z.array(
  z.looseObject({
    id: z.string().nullish(),
    name: z.string().min(1),
    args: z.record(z.string(), z.unknown()).default({}),
  }),
);
type Message = z.infer<typeof stageEvent>['messages'][number] & { place: string; lane: string };

/** Reads a Stratus trajectory: stage events that hold each stage's messages so far. */
export function readStratus(text: string): RecordedRun {
  const { lines, faults } = readJsonLines(text);
  // Every event repeats the messages before it, so the longest of a stage is the whole of it.
  const stages = new Map<string, Message[]>();
  let head: z.infer<typeof metadata> | undefined;
  for (const { line, value } of lines) {
    if (value.type === 'metadata') head = metadata.safeParse(value).data;
    if (value.type !== 'event') continue;
    const parsed = stageEvent.safeParse(value);
    if (!parsed.success) {
      faults.push({ place: `line ${line}`, message: whatIsWrong(parsed.error.issues) });
    } else if (parsed.data.messages.length > (stages.get(parsed.data.stage)?.length ?? 0)) {
      const lane = parsed.data.stage.replace('_attempt_', ' ').replaceAll('_', ' ').slice(0, 60);
      const place = (i: number) => `line ${line}, messages[${i}]`;
      stages.set(
        parsed.data.stage,
        parsed.data.messages.map((message, i) => ({ ...message, place: place(i), lane })),
      );
    }
  }
  const messages = [...stages.values()].flat();
  const spoken = messages.filter((m) => m.type === 'AIMessage' || m.type === 'ToolMessage');
  const { startMs, endMs } = timesOf(head);
  const stepMs = (endMs - startMs) / Math.max(1, spoken.length);
  const entries = readMessages(spoken, (i) => Math.round(startMs + stepMs * (i + 1)));
  if (entries.length === 0) throw new UnreadableRecording('It holds no message of an agent.');
  const prompt = messages.find((message) => message.type === 'HumanMessage')?.content;
  return {
    format: 'stratus',
    key: `${head?.problem_id ?? 'stratus'} ${head?.timestamp_readable ?? ''}`.trim(),
    ...(head?.problem_id && { title: head.problem_id, problem: head.problem_id }),
    ...(typeof prompt === 'string' && { goal: prompt }),
    startMs,
    endMs,
    entries,
    aftermath: [],
    inferred: ['Times: only the run states any; its messages are spread evenly over it, as UTC.'],
    notStated: ['the alert', 'when each step was made', 'how long it took', 'the model'],
    faults,
  };
}

function readMessages(messages: Message[], atOf: (index: number) => number): RecordedEntry[] {
  const entries: RecordedEntry[] = [];
  let waiting: { id: string | undefined; call: RecordedCall }[] = [];
  for (const [i, message] of messages.entries()) {
    const content = typeof message.content === 'string' ? message.content : '';
    const { place, lane } = message;
    if (message.type === 'ToolMessage') {
      // Some recordings leave the id out; answers then come in the order of the calls.
      const id = message.tool_call_id;
      const at = Math.max(
        0,
        waiting.findIndex((open) => open.id === id),
      );
      const [answered] = waiting.splice(at, 1);
      if (!answered) continue;
      delete answered.call.error;
      Object.assign(answered.call, outcomeOf(content, true), { endMs: atOf(i), output: content });
      continue;
    }
    if (content.trim()) {
      const text = content.trim();
      entries.push({ type: 'thought', place, atMs: atOf(i), lane, text, by: 'agent' });
    }
    const calls = toolCalls.safeParse(message.tool_calls ?? []);
    waiting = (calls.data ?? []).map((raw, n) => {
      const command = raw.args.command ?? raw.args.cmd;
      const submission = submissionByTool(raw.name, raw.args, !lane.startsWith('diagnosis'));
      const call: RecordedCall = {
        type: 'call',
        place: `${place}.tool_calls[${n}]`,
        startMs: atOf(i),
        endMs: atOf(i),
        lane,
        tool: raw.name,
        args: raw.args,
        ...(typeof command === 'string' && { command }),
        output: '',
        status: 'error',
        error: 'The recording ends before it was answered.',
        isCut: false,
        ...(submission && { submission }),
      };
      entries.push(call);
      return { id: raw.id ?? undefined, call };
    });
  }
  return entries;
}

/** The run's start (`0704_1458`) and end; without them, one second a message from its end. */
function timesOf(head: z.infer<typeof metadata> | undefined): { startMs: number; endMs: number } {
  const end = Date.parse(`${head?.timestamp_readable?.replace(' ', 'T')}Z`);
  if (Number.isNaN(end)) throw new UnreadableRecording('It states no time of the run.');
  const [, month, day, hour, minute] =
    /^(\d\d)(\d\d)_(\d\d)(\d\d)/.exec(head?.timestamp ?? '') ?? [];
  const year = new Date(end).getUTCFullYear();
  const start = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
  const isPlausible = start < end && end - start < 24 * 3600_000;
  return { startMs: isPlausible ? start : end - 60_000, endMs: end };
}
