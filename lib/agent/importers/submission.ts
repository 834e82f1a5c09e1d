import { readShell } from './shell';
import type { RecordedSubmission } from './recorded-run';

const BY_TOOL: Record<string, RecordedSubmission['stage']> = {
  submit_tool: 'diagnosis',
  f_submit_tool: 'mitigation',
  r_submit_tool: 'rollback',
};

/**
 * The hand-over a tool call makes, if it makes one. Harnesses with one tool for every stage tell
 * them apart by where they are, so a stage already past diagnosis wins over the tool's name.
 */
export function submissionByTool(
  tool: string,
  args: Record<string, unknown>,
  isPastDiagnosis: boolean,
): RecordedSubmission | undefined {
  const stage = BY_TOOL[tool];
  if (stage === undefined) return undefined;
  const answer = args.ans ?? args.answer ?? args.solution;
  const text = typeof answer === 'string' ? answer : answer ? JSON.stringify(answer) : '';
  const isEmpty = /^\s*(\{\}|\[\])?\s*$/.test(text);
  return {
    stage: stage === 'diagnosis' && isPastDiagnosis ? 'mitigation' : stage,
    text: isEmpty ? '' : text.trim(),
  };
}

/**
 * A hand-over by `curl … /submit` with `{"solution": …}`: words are the diagnosis, an empty text
 * says that the mitigation is in place.
 */
export function submissionByCommand(command: string): RecordedSubmission | undefined {
  for (const argv of readShell(command).commands) {
    if (argv[0] !== 'curl' || !argv.some((word) => /\/submit\/?$/.test(word))) continue;
    const flag = argv.findIndex((word) => /^(-d|--data|--data-raw|--json)$/.test(word));
    const solution = solutionOf(argv[flag + 1] ?? '');
    if (flag > 0 && solution !== undefined) {
      return { stage: solution === '' ? 'mitigation' : 'diagnosis', text: solution };
    }
  }
  return undefined;
}

function solutionOf(body: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    const solution = (parsed as { solution?: unknown } | null)?.solution;
    return typeof solution === 'string' ? solution.trim() : undefined;
  } catch {
    return undefined; // a body built by the shell: what it said is not known
  }
}
