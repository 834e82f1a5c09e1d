import { z } from 'zod';
import { outcomeOf } from './call-outcome';
import { whatIsWrong } from './json-lines';
import {
  UnreadableRecording,
  type ReadingFault,
  type RecordedCall,
  type RecordedRun,
  type RecordedThought,
} from './recorded-run';
import { lanesByBoundary } from './sregym-lanes';
import { aftermathOf } from './sregym-verdicts';
import { submissionByTool } from './submission';

/** The recorder keeps this many characters of every response. */
const RECORDER_CUT = 500;

const trace = z.looseObject({
  trace_id: z.string().min(1),
  agent_type: z.string().default(''),
  problem_context: z
    .looseObject({ problem_id: z.string().optional(), app_description: z.string().optional() })
    .default({}),
  start_time: z.number(),
  end_time: z.number().nullish(),
  final_submission: z.string().nullish(),
  tool_calls: z.array(z.unknown()),
  thinking_steps: z.array(z.unknown()).default([]),
});

const toolCall = z.looseObject({
  tool_name: z.string().min(1),
  arguments: z.record(z.string(), z.unknown()).nullish(),
  /** Epoch seconds of the answer, not of the call: a 60 s wait is stamped when it is over. */
  timestamp: z.number(),
  duration: z.number().nullish(),
  success: z.boolean().nullish(),
  response: z.unknown(),
});

const thinkingStep = z.looseObject({
  reasoning: z.string(),
  tool_choice: z.string().nullish(),
  justification: z.string().nullish(),
  timestamp: z.number(),
});

const ms = (seconds: number) => Math.round(seconds * 1000);

/** Reads one file of an SREGym multi-agent run. Throws UnreadableRecording. */
export function readSregymMultiagent(text: string): RecordedRun {
  const run = parseTrace(text);
  const faults: ReadingFault[] = [];
  const agentType = run.agent_type.replace(/^AgentType\./, '').toLowerCase();
  let misflagged = 0;
  const calls = run.tool_calls.flatMap((raw, i) => {
    const place = `tool_calls[${i}]`;
    const parsed = toolCall.safeParse(raw);
    if (parsed.success) {
      const call = readCall(parsed.data, place, agentType);
      if (call.status !== 'ok' && parsed.data.success) misflagged++;
      return [call];
    }
    faults.push({ place, message: whatIsWrong(parsed.error.issues) });
    return [];
  });
  const thoughts = run.thinking_steps.flatMap((raw, i) => {
    const place = `thinking_steps[${i}]`;
    const parsed = thinkingStep.safeParse(raw);
    if (parsed.success) return readThought(parsed.data, place, agentType);
    faults.push({ place, message: whatIsWrong(parsed.error.issues) });
    return [];
  });
  const inferred: string[] = [];
  if (lanesByBoundary(calls, thoughts)) {
    inferred.push(
      'Lanes: the file names one sub-agent for the whole run; they follow its submits.',
    );
  }
  if (misflagged > 0) {
    inferred.push(
      `${misflagged} calls are flagged as successful but answered with an error: shown as errors.`,
    );
  }
  const ends = [...calls.map((call) => call.endMs), ...thoughts.map((thought) => thought.atMs)];
  const failure = failureOf(run.final_submission ?? '');
  const { problem_id: problemId, app_description: description } = run.problem_context;
  const title = description ?? problemId;
  return {
    format: 'sregym-multiagent',
    key: run.trace_id.replace(/_(diagnosis|localization|mitigation|rollback)$/, ''),
    ...(title && { title }),
    ...(problemId && { problem: problemId }),
    startMs: ms(run.start_time),
    endMs: Math.max(ms(run.end_time ?? run.start_time), ...ends),
    entries: [...calls, ...thoughts],
    aftermath: aftermathOf(run),
    ...(failure && { failure }),
    inferred,
    notStated: ['the alert', 'what the agent was asked to do', 'the model'],
    faults,
  };
}

function parseTrace(text: string): z.infer<typeof trace> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UnreadableRecording(`It is not JSON: ${String(error)}`);
  }
  const parsed = trace.safeParse(json);
  if (!parsed.success) {
    throw new UnreadableRecording(`It is no SREGym run: ${whatIsWrong(parsed.error.issues)}`);
  }
  return parsed.data;
}

function readCall(raw: z.infer<typeof toolCall>, place: string, lane: string): RecordedCall {
  const args = raw.arguments ?? {};
  const command = args.command ?? args.cmd;
  const output = typeof raw.response === 'string' ? raw.response : JSON.stringify(raw.response);
  const submission = submissionByTool(raw.tool_name, args, lane === 'mitigation');
  const endMs = ms(raw.timestamp);
  return {
    type: 'call',
    place,
    startMs: endMs - ms(raw.duration ?? 0),
    endMs,
    lane,
    tool: raw.tool_name,
    args,
    ...(typeof command === 'string' && { command }),
    output: output ?? '',
    ...outcomeOf(output ?? '', raw.success ?? true),
    isCut: [...(output ?? '')].length === RECORDER_CUT,
    ...(submission && { submission }),
  };
}

function readThought(
  raw: z.infer<typeof thinkingStep>,
  place: string,
  lane: string,
): RecordedThought[] {
  const isRecorder = raw.tool_choice === 'stratus_driver';
  const text = isRecorder
    ? [raw.reasoning, raw.justification].filter(Boolean).join(' ')
    : raw.reasoning.replace(/\n?tool name: \w+\s*$/, '').trim();
  if (text === '') return [];
  const by = isRecorder ? 'recorder' : 'thinking';
  return [{ type: 'thought', place, atMs: ms(raw.timestamp), lane, text, by }];
}

const failureOf = (final: string) =>
  /^Error:|execution failed/.test(final) ? final.slice(0, 2000) : undefined;
