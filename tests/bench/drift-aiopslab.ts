import { z } from 'zod';
import type { AgentEvent } from '@/lib/agent/sdk/types';
import { sourceOf } from '@/lib/agent/importers/evidence-source';

const session = z.looseObject({
  agent: z.string(),
  start_time: z.coerce.number(),
  end_time: z.coerce.number(),
  trace: z.array(z.looseObject({ role: z.string(), content: z.unknown() })),
  results: z.looseObject({ success: z.boolean(), score: z.number() }),
});

export interface ReactRun {
  events: AgentEvent[];
  isGood: boolean;
}

/** `exec_shell("ls /x")` out of a turn of "Thought: … Action: ```…```"; undefined without one. */
function callIn(text: string): { tool: string; args: string } | undefined {
  const [, tool, args] = /Action:[\s\S]*?```\s*([a-z_]+)\(([\s\S]*?)\)\s*```/.exec(text) ?? [];
  return tool === undefined ? undefined : { tool, args: args ?? '' };
}

/**
 * A ReAct session of AIOpsLab as events: each action a step, each answer to it an item of evidence.
 * It records no instants but its first and last, so the steps are laid evenly between them.
 * Undefined for a file that is none.
 */
export function readReactRun(text: string): ReactRun | undefined {
  const parsed = session.safeParse(JSON.parse(text));
  if (!parsed.success) return undefined;
  const { trace, start_time: startS, end_time: endS, results } = parsed.data;
  const turns = trace.filter(({ role }) => role === 'assistant').length;
  const events: AgentEvent[] = [];
  let steps = 0;
  for (const [i, { role, content }] of trace.entries()) {
    if (role !== 'assistant') continue;
    steps += 1;
    const at = new Date(1000 * (startS + ((endS - startS) * steps) / turns)).toISOString();
    const call = callIn(String(content));
    if (!call) continue;
    const { tool, args } = call;
    const step = `s${steps}`;
    events.push({ id: `${step}.a`, kind: 'step.started', at, step, tool, args: { call: args } });
    const answer = trace[i + 1];
    if (answer?.role !== 'env' || tool === 'submit') continue;
    events.push({
      id: `${step}.b`,
      kind: 'evidence.recorded',
      at,
      evidence: {
        id: `e${steps}`,
        source: sourceOf({ tool }),
        title: tool,
        query: args,
        step,
        body: { format: 'text', text: '' },
      },
    });
  }
  return { events, isGood: results.success };
}
