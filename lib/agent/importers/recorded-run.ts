/** What every recording format is read into before it becomes a timeline. Instants are epoch ms. */

export type RecordingFormat =
  | 'sregym-multiagent'
  | 'claude-code'
  | 'codex'
  | 'stratus'
  | 'aiopslab';

/** A hand-over that the recorded harness asked for: the recording's own stop points. */
export interface RecordedSubmission {
  stage: 'diagnosis' | 'mitigation' | 'rollback';
  /** What was claimed; empty where the harness wants no words. */
  text: string;
}

export interface RecordedCall {
  type: 'call';
  /** Where it stands in the file, as in `tool_calls[3]` or `line 41`. */
  place: string;
  startMs: number;
  endMs: number;
  /** The sub-agent that made it. */
  lane: string;
  tool: string;
  args: unknown;
  /** The command line, for tools that take one. */
  command?: string;
  output: string;
  status: 'ok' | 'error' | 'denied';
  error?: string;
  /** The recorder kept only the beginning of the output. */
  isCut: boolean;
  /** It goes on: a later call asks for the rest. */
  isRunning?: boolean;
  submission?: RecordedSubmission;
}

export interface RecordedThought {
  type: 'thought';
  place: string;
  atMs: number;
  lane: string;
  text: string;
  /** `thinking`: not said aloud; `recorder`: written by the harness, not by the agent. */
  by: 'agent' | 'thinking' | 'recorder';
}

export type RecordedEntry = RecordedCall | RecordedThought;

/** A part of the file that could not be read; the rest was imported without it. */
export interface ReadingFault {
  place: string;
  message: string;
}

export interface RecordedRun {
  format: RecordingFormat;
  /** Runs with the same key are parts of one run, recorded by one file a sub-agent. */
  key: string;
  title?: string;
  /** What was wrong, in the recording's own words. */
  problem?: string;
  /** What the agent was asked to do. */
  goal?: string;
  model?: string;
  /** The namespace that its tools are asked about, where they name one by itself. */
  namespace?: string;
  startMs: number;
  endMs: number;
  entries: RecordedEntry[];
  /** Sentences recorded with the run that are not the agent's: verdicts, ground truth, errors. */
  aftermath: string[];
  /** The run ended in an error of its harness. */
  failure?: string;
  /** What this import concluded by itself, as sentences for people. */
  inferred: string[];
  /** What people will look for and the recording does not have. */
  notStated: string[];
  faults: ReadingFault[];
}

/** The file as a whole cannot be read; the message says where and why. */
export class UnreadableRecording extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreadableRecording';
  }
}
