/** The parts of a Codex call that say what it ran. */
interface CodexCall {
  name?: string | undefined;
  arguments?: string | undefined;
  input?: string | undefined;
  action?: Record<string, unknown> | undefined;
}

/**
 * The command line and arguments of a call. A `write_stdin` only waits for a command that an
 * earlier call left running: it is told under that command.
 */
export function codexCommand(
  call: CodexCall,
  sessions: ReadonlyMap<number, string>,
): { command?: string; args: unknown } {
  const args = call.action ?? parseArguments(call.arguments) ?? call.input ?? {};
  if (typeof args !== 'object' || args === null) return { args };
  const { cmd, command, session_id: session } = args as Record<string, unknown>;
  if (typeof cmd === 'string') return { command: cmd, args };
  if (typeof command === 'string') return { command, args };
  if (Array.isArray(command)) return { command: shellWords(command.map(String)), args };
  const continued = typeof session === 'number' ? sessions.get(session) : undefined;
  return continued === undefined ? { args } : { command: continued, args };
}

/** `["bash", "-lc", "kubectl get pods"]` runs its last word. */
function shellWords(words: string[]): string {
  const isShell = /(^|\/)(ba|z)?sh$/.test(words[0] ?? '') && /^-l?c$/.test(words[1] ?? '');
  if (isShell && words[2] !== undefined) return words[2];
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`)).join(' ');
}

function parseArguments(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text; // freeform tools take plain text
  }
}

export interface CodexAnswer {
  text: string;
  exitCode: number;
  /** Set where the command still runs: later calls ask for the rest by this number. */
  session?: number;
  isCut: boolean;
}

/** Takes what the harness wraps around a tool's output off it. */
export function readCodexOutput(output: unknown): CodexAnswer {
  const raw = textOf(output);
  const session = /^Process running with session ID (\d+)$/m.exec(raw)?.[1];
  const exit = /^(?:Process exited with code|Exit code:) (-?\d+)$/m.exec(raw)?.[1];
  const at = raw.search(/^Output:$/m);
  const isWrapped = at >= 0 && (session !== undefined || exit !== undefined);
  const text = isWrapped ? raw.slice(at).replace(/^Output:\n?/, '') : raw;
  return {
    text,
    exitCode: exit === undefined ? 0 : Number(exit),
    ...(session !== undefined && exit === undefined && { session: Number(session) }),
    isCut: /…\d+ (?:tokens|chars) truncated…|\[\.\.\. omitted \d+ of \d+ lines \.\.\.\]/.test(text),
  };
}

function textOf(output: unknown): string {
  if (typeof output !== 'string') {
    const inner = (output as { content?: unknown } | null)?.content;
    return typeof inner === 'string' ? inner : JSON.stringify(output ?? '');
  }
  if (!output.startsWith('{"output"')) return output;
  try {
    const parsed = JSON.parse(output) as { output?: unknown; metadata?: { exit_code?: unknown } };
    const code = Number(parsed.metadata?.exit_code ?? 0);
    return `Exit code: ${code}\nOutput:\n${String(parsed.output ?? '')}`;
  } catch {
    return output;
  }
}
