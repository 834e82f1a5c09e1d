import { z } from 'zod';
import { outcomeOf } from './call-outcome';
import { whatIsWrong } from './json-lines';
import { UnreadableRecording, type RecordedCall, type RecordedRun } from './recorded-run';
import type { RecordedEntry, RecordedSubmission } from './recorded-run';

const session = z.looseObject({
  agent: z.string().optional(),
  session_id: z.string().optional(),
  problem_id: z.string().min(1),
  start_time: z.coerce.number(),
  end_time: z.coerce.number(),
  trace: z.array(z.looseObject({ role: z.string(), content: z.unknown() })),
  results: z.looseObject({
    success: z.boolean().nullish(),
    score: z.number().nullish(),
    passing_criteria: z.array(z.unknown()).nullish(),
    failing_criteria: z.array(z.unknown()).nullish(),
  }),
});
type Session = z.infer<typeof session>;

/** What this harness answers to an action that it could not read or carry out. */
const NOT_CARRIED_OUT = /^Error parsing response|^\[ERROR\]|^Error:/;

/** `Thought: … Action: ```tool(arguments)```: the words before the action, and the action. */
const TURN = /^(?:\s*Thought:)?([\s\S]*?)(?:Action:[\s\S]*?```\s*([a-z_]+)\(([\s\S]*?)\)\s*```|$)/;

interface Turn {
  thought: string;
  action?: { tool: string; text: string; args: unknown[] | undefined };
}

/** What an agent said in a turn; its arguments are read where they are JSON. */
function readTurn(content: string): Turn {
  const [, thought = content, tool, text = ''] = TURN.exec(content) ?? [];
  if (tool === undefined) return { thought: thought.trim() };
  return { thought: thought.trim(), action: { tool, text, args: listOf(text) } };
}

function listOf(text: string): unknown[] | undefined {
  try {
    return JSON.parse(`[${text}]`) as unknown[];
  } catch {
    return undefined; // another language's literals: the text stands for itself
  }
}

function outcome(answer: string): Pick<RecordedCall, 'status' | 'error'> {
  if (!NOT_CARRIED_OUT.test(answer.trimStart())) return outcomeOf(answer, true);
  return { status: 'error', error: answer.trim().slice(0, 500) };
}

const inWords = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** `{"1": {"root cause component": "x", …}}` as words; anything else as it is. */
function diagnosisOf(args: unknown[] | undefined, text: string): string {
  const [answers] = args ?? [];
  if (typeof answers !== 'object' || answers === null) return text;
  return Object.values(answers)
    .map((answer) =>
      typeof answer === 'object' && answer !== null
        ? Object.entries(answer)
            .map(([name, value]) => `${name.replace(/^root cause /, '')}: ${inWords(value)}`)
            .join('; ')
        : inWords(answer),
    )
    .join('\n');
}

function callOf(
  { tool, text, args }: NonNullable<Turn['action']>,
  at: Pick<RecordedCall, 'place' | 'startMs' | 'endMs'>,
  answer: string | undefined,
): RecordedCall {
  const [first, ...others] = args ?? [text];
  const submission: RecordedSubmission | undefined =
    tool === 'submit' ? { stage: 'diagnosis', text: diagnosisOf(args, text) } : undefined;
  return {
    type: 'call',
    ...at,
    lane: 'main',
    tool,
    args: others.length === 0 ? first : args,
    ...(tool === 'exec_shell' && typeof first === 'string' && { command: first }),
    output: answer ?? '',
    ...(answer === undefined
      ? { status: 'error', error: 'The recording ends before it was answered.' }
      : outcome(answer)),
    isCut: false,
    ...(submission && { submission }),
  };
}

/** Of `get_logs("shop", "cart")` and its like the first argument is a namespace: the most frequent. */
function namespaceOf(entries: RecordedEntry[]): string | undefined {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    if (entry.type !== 'call' || !/^get_(logs|metrics|traces)$/.test(entry.tool)) continue;
    const named: unknown = Array.isArray(entry.args) ? entry.args[0] : entry.args;
    const isName = typeof named === 'string' && /^[a-z0-9][a-z0-9.-]{0,62}$/.test(named);
    if (isName) counts.set(named, (counts.get(named) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

/** The benchmark's own judgement: it was not the agent's, and came afterwards. */
function aftermathOf({ success, score, failing_criteria: failing }: Session['results']): string[] {
  if (typeof success !== 'boolean') return [];
  const points = typeof score === 'number' ? `, score ${score}` : '';
  const missed = (failing ?? []).map(inWords).join(', ');
  return [
    `The benchmark's verdict: ${success ? 'passed' : 'not passed'}${points}.`,
    ...(missed ? [`It wanted, and did not get: ${missed}.`] : []),
  ];
}

/** Reads a session of AIOpsLab's ReAct agents: turns of thought and action, each answered or not. */
export function readAiopslab(text: string): RecordedRun {
  const parsed = session.safeParse(JSON.parse(text));
  if (!parsed.success) throw new UnreadableRecording(whatIsWrong(parsed.error.issues));
  const { trace, problem_id: problem, agent, session_id: key, results } = parsed.data;
  const [startMs, endMs] = [parsed.data.start_time, parsed.data.end_time].map((s) =>
    Math.round(s * 1000),
  );
  if (startMs === undefined || endMs === undefined || endMs < startMs) {
    throw new UnreadableRecording('It states no time of the run.');
  }
  const stepMs = (endMs - startMs) / Math.max(1, trace.length);
  const atOf = (index: number) => Math.min(endMs, Math.round(startMs + stepMs * (index + 1)));
  const entries: RecordedEntry[] = [];
  for (const [i, { role, content }] of trace.entries()) {
    const place = `trace[${i}]`;
    if (role !== 'assistant') continue;
    const { thought, action } = readTurn(inWords(content));
    if (thought) {
      entries.push({
        type: 'thought',
        place,
        atMs: atOf(i),
        lane: 'main',
        text: thought,
        by: 'agent',
      });
    }
    const next = trace[i + 1];
    const answer = next && next.role !== 'assistant' ? inWords(next.content) : undefined;
    if (action) {
      const [from, to] = [atOf(i), atOf(answer === undefined ? i : i + 1)];
      entries.push(callOf(action, { place, startMs: from, endMs: to }, answer));
    } else if (answer !== undefined) {
      const said = { place: `trace[${i + 1}]`, atMs: atOf(i + 1), lane: 'main', text: answer };
      entries.push({ type: 'thought', ...said, by: 'recorder' });
    }
  }
  if (entries.length === 0) throw new UnreadableRecording('It holds no turn of an agent.');
  const namespace = namespaceOf(entries);
  return {
    format: 'aiopslab',
    key: key ?? problem,
    title: problem,
    problem,
    ...(namespace && { namespace }),
    startMs,
    endMs,
    entries,
    aftermath: aftermathOf(results),
    inferred: ['Times: only the run states any; its turns are spread evenly over it.'],
    notStated: [
      'the alert',
      'what it was asked to do',
      'when each step was made',
      'how long it took',
      `the model${agent ? ` (the agent is called ${agent})` : ''}`,
    ],
    faults: [],
  };
}
