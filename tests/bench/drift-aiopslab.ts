import { z } from 'zod';
import { outcomeOf } from '@/lib/agent/importers/call-outcome';
import { sourceOf } from '@/lib/agent/importers/evidence-source';
import type { AgentEvent } from '@/lib/agent/sdk/types';

const session = z.looseObject({
  problem_id: z.string(),
  start_time: z.coerce.number(),
  end_time: z.coerce.number(),
  trace: z.array(z.looseObject({ role: z.string(), content: z.unknown() })),
  results: z.looseObject({ success: z.boolean() }),
});

export interface ReactRun {
  events: AgentEvent[];
  problem: string;
  isGood: boolean;
  /** It used every step that its harness allows and handed nothing over. */
  isRunaway: boolean;
}

/** So many turns its clients give an agent (`start_problem(max_steps=30)`). */
const MOST_STEPS = 30;

/** `exec_shell("ls /x")` out of a turn of "Thought: … Action: ```…```"; undefined without one. */
function callIn(text: string): { tool: string; args: string } | undefined {
  const [, tool, args] = /Action:[\s\S]*?```\s*([a-z_]+)\(([\s\S]*?)\)\s*```/.exec(text) ?? [];
  return tool === undefined ? undefined : { tool, args: args ?? '' };
}

/** What this harness answers to an action that it could not carry out. */
const NOT_CARRIED_OUT = /^Error parsing response|^Error:|^Traceback/;

function outcome(answer: string): { status: 'ok' | 'error' | 'denied' } {
  if (NOT_CARRIED_OUT.test(answer.trimStart())) return { status: 'error' };
  return { status: outcomeOf(answer, true).status };
}

/**
 * A ReAct session of AIOpsLab as events: each action a step, each answer to it an item of evidence.
 * It records no instants but its first and last, so the steps are laid evenly between them.
 * Undefined for a file that is none.
 */
export function readReactRun(text: string): ReactRun | undefined {
  const parsed = session.safeParse(JSON.parse(text));
  if (!parsed.success) return undefined;
  const { trace, start_time: startS, end_time: endS, results, problem_id: problem } = parsed.data;
  const turns = trace.filter(({ role }) => role === 'assistant').length;
  const events: AgentEvent[] = [];
  let steps = 0;
  let isHandedOver = false;
  for (const [i, { role, content }] of trace.entries()) {
    if (role !== 'assistant') continue;
    steps += 1;
    const at = new Date(1000 * (startS + ((endS - startS) * steps) / turns)).toISOString();
    const call = callIn(String(content));
    if (!call) continue;
    const { tool, args } = call;
    const step = `s${steps}`;
    const next = trace[i + 1];
    const answer = next?.role === 'env' ? String(next.content) : '';
    events.push({ id: `${step}.a`, kind: 'step.started', at, step, tool, args: { call: args } });
    events.push({ id: `${step}.b`, kind: 'step.finished', at, step, ...outcome(answer) });
    isHandedOver ||= tool === 'submit';
    if (tool === 'submit' || answer === '') continue;
    events.push({
      id: `${step}.c`,
      kind: 'evidence.recorded',
      at,
      evidence: {
        id: `e${steps}`,
        source: sourceOf({ tool }),
        title: tool,
        query: args,
        step,
        body: { format: 'text', text: answer.slice(0, 100_000) },
      },
    });
  }
  const isRunaway = turns >= MOST_STEPS && !isHandedOver;
  return { events, problem, isGood: results.success, isRunaway };
}
