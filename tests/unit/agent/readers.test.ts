import { describe, expect, it } from 'vitest';
import { detectFormat, readRecording } from '@/lib/agent/importers/detect';
import { loadRecordings } from '@/lib/agent/importers/load-recordings';
import type { RecordedCall, RecordedRun } from '@/lib/agent/importers/recorded-run';
import {
  aiopslabSample,
  aiopslabTrace,
  claudeSample,
  codexSample,
  stratusSample,
} from './samples/session-samples';
import { sregymSample } from './samples/sregym-sample';

const calls = (run: RecordedRun) =>
  run.entries.filter((entry): entry is RecordedCall => entry.type === 'call');
const words = (run: RecordedRun) =>
  run.entries.flatMap((entry) => (entry.type === 'thought' ? [`${entry.by}: ${entry.text}`] : []));

describe('SREGym runs', () => {
  const run = readRecording(sregymSample());

  it('derive their lanes from the submits', () => {
    expect(calls(run).map((call) => call.lane)).toEqual([
      'diagnosis',
      'diagnosis',
      'diagnosis',
      'mitigation',
      'mitigation',
      'mitigation',
      'mitigation',
      'rollback',
      'rollback',
    ]);
    expect(run.inferred.join(' ')).toContain('Lanes');
  });

  it('stamp a call at its answer, so it began its duration earlier', () => {
    const wait = calls(run).find((call) => call.tool === 'wait_tool');
    expect(wait && wait.endMs - wait.startMs).toBe(30_000);
  });

  it('show a refused dry run as an error although it is flagged as a success', () => {
    expect(calls(run)[3]).toMatchObject({
      status: 'error',
      error: expect.stringMatching(/Dry-run/),
    });
    expect(run.inferred.join(' ')).toContain('1 calls are flagged as successful');
  });

  it('know the responses that the recorder cut', () => {
    const cut = calls(run).filter((call) => call.isCut);
    expect(cut.map((call) => call.place)).toEqual(['tool_calls[1]']);
  });

  it('keep the benchmark’s judgement apart from the agent’s words', () => {
    expect(run.aftermath).toHaveLength(2);
  });

  it('skip a broken part, by its place, and keep the rest', () => {
    const broken = sregymSample({ tool_calls: [{ tool_name: 3 }, 'x'], thinking_steps: [{}] });
    const read = readRecording(broken);
    expect(read.faults.map((fault) => fault.place)).toEqual([
      'tool_calls[0]',
      'tool_calls[1]',
      'thinking_steps[0]',
    ]);
  });

  it('are joined when their files are parts of one run', () => {
    const part = (type: string) => ({
      name: `${type}.json`,
      text: sregymSample({
        trace_id: `run_9_${type}`,
        agent_type: `AgentType.${type.toUpperCase()}`,
        tool_calls: [],
      }),
    });
    const { runs } = loadRecordings([part('diagnosis'), part('mitigation')]);
    expect(runs.map((loaded) => loaded.names)).toEqual([['diagnosis.json', 'mitigation.json']]);
    const lanes = new Set(runs[0]?.run.entries.map((entry) => entry.lane));
    expect([...lanes]).toEqual(['diagnosis', 'mitigation']);
  });
});

describe('Claude Code sessions', () => {
  const run = readRecording(claudeSample);

  it('join results to calls, a sub-agent’s in its own lane', () => {
    expect(
      calls(run).map(({ tool, lane, status, output }) => [tool, lane, status, output]),
    ).toEqual([
      ['Bash', 'main', 'ok', 'cart 0/1 Pending'],
      ['Task', 'main', 'ok', 'The port is in use.'],
      ['Bash', 'log-reader', 'ok', 'bind: port 9 in use'],
      ['Bash', 'main', 'ok', '{"message":"Submission received"}'],
      ['Bash', 'main', 'error', 'Exit code 1\nscaling is forbidden'],
      ['Bash', 'main', 'error', ''],
    ]);
    expect(calls(run).at(-1)?.error).toContain('ends before it was answered');
  });

  it('tell what was thought from what was said', () => {
    expect(words(run)).toEqual(['thinking: Pods first.', 'agent: I look at the pods.']);
    expect(run).toMatchObject({ title: 'The shop is down', model: 'model-1' });
    expect(run.goal).toContain('Namespace: shop');
  });

  it('report broken lines by their number and go on', () => {
    const text = `${claudeSample}\n{"type":\n[]\n`;
    const { faults, entries } = readRecording(text);
    expect(faults.map((fault) => fault.place)).toEqual(['line 13', 'line 14']);
    expect(entries).toHaveLength(run.entries.length);
  });
});

describe('Codex rollouts', () => {
  const run = readRecording(codexSample);

  it('join outputs by call_id and tell a continued command under its own words', () => {
    expect(calls(run).map(({ command, status, output }) => [command, status, output])).toEqual([
      ['kubectl get pods -n shop', 'ok', ''],
      ['kubectl get pods -n shop', 'ok', 'cart 0/1 Pending\n'],
      [expect.stringMatching(/^curl/), 'ok', 'received'],
      [expect.stringMatching(/^kubectl -n shop scale/), 'error', 'no\n'],
    ]);
  });

  it('take the prompt for the goal, not what the harness put before it', () => {
    expect(run.goal).toContain('Fix the shop');
    expect(run.notStated.join(' ')).toContain('1 encrypted');
  });
});

describe('Stratus trajectories', () => {
  const run = readRecording(stratusSample);

  it('read each stage once, as a lane, and match answers without ids by their order', () => {
    expect(calls(run).map(({ tool, lane, output }) => [tool, lane, output])).toEqual([
      ['get_services', 'diagnosis', "['cart']"],
      ['exec_kubectl', 'diagnosis', 'cart 0/1 Pending'],
      ['submit_tool', 'diagnosis', 'Submission complete.'],
      ['exec_kubectl', 'mitigation 0', 'scaled'],
      ['submit_tool', 'mitigation 0', 'Submission complete.'],
    ]);
    expect(calls(run).at(-1)?.submission?.stage).toBe('mitigation');
  });

  it('say that the times of single steps are not the recording’s', () => {
    expect(run.inferred.join(' ')).toContain('spread evenly');
  });
});

describe('what is no recording', () => {
  it.each(['', '{}', 'not json', '{"problem_id":"x","return_code":0}', '[1,2]', '\n\n'])(
    '%j is told so',
    (text) => {
      expect(detectFormat(text)).toBeUndefined();
      expect(() => readRecording(text)).toThrow(/no recording that we read/);
    },
  );

  it('read by force, it is refused in words', () => {
    for (const format of ['sregym-multiagent', 'claude-code', 'codex', 'stratus'] as const) {
      expect(() => readRecording('{}', format)).toThrow(/\bit\b/i);
    }
  });
});

describe('AIOpsLab sessions', () => {
  const run = readRecording(aiopslabSample());

  it('join each answer to the action before it, and know which was carried out', () => {
    expect(calls(run).map(({ tool, status, command }) => [tool, status, command])).toEqual([
      ['exec_shell', 'ok', 'ls /telemetry'],
      ['get_logs', 'error', undefined],
      ['get_logs', 'ok', undefined],
      ['exec_shell', 'error', 'cat /nowhere'],
      ['submit', 'ok', undefined],
    ]);
    expect(calls(run)[0]?.output).toBe('logs.csv\nmetrics.csv\n');
    expect(calls(run)[1]?.args).toBe("'shop', 'cart'");
    expect(calls(run)[1]?.error).toContain('must be quoted');
    expect(calls(run)[2]?.args).toBe('shop');
    expect(run.namespace).toBe('shop');
  });

  it('keep what was thought apart from what the harness said', () => {
    expect(words(run)).toEqual([
      'agent: Which files are there?',
      'agent: I read the log.',
      'agent: The other log.',
      'agent: Again.',
      'agent: I have nothing to add.',
      'recorder: Error parsing response: no action',
      'agent: It is the cart.',
    ]);
  });

  it('hand over their answer as words, and keep the benchmark’s verdict apart', () => {
    expect(calls(run).at(-1)?.submission).toEqual({
      stage: 'diagnosis',
      text: 'component: cart; reason: It is full',
    });
    expect(run.aftermath).toEqual([
      "The benchmark's verdict: not passed, score 0.",
      'It wanted, and did not get: payments.',
    ]);
  });

  it('lay their turns evenly between the two times that are recorded, and say so', () => {
    expect([run.startMs, run.endMs]).toEqual([1_777_630_000_500, 1_777_630_100_500]);
    expect(calls(run)[0]).toMatchObject({ startMs: 1_777_630_008_833, endMs: 1_777_630_017_167 });
    expect(run.inferred.join(' ')).toContain('spread evenly');
  });

  it('may end before an answer', () => {
    const [first] = aiopslabTrace;
    const cut = readRecording(aiopslabSample(first ? [first] : []));
    expect(calls(cut)[0]).toMatchObject({
      status: 'error',
      error: expect.stringContaining('ends before'),
    });
  });

  it('are refused whole where they state no time or hold no turn', () => {
    expect(() => readRecording(aiopslabSample([]))).toThrow('no turn');
    const backwards = { start_time: 20, end_time: 10 };
    expect(() => readRecording(aiopslabSample(undefined, backwards))).toThrow('no time');
    expect(detectFormat(aiopslabSample(undefined, { trace: 'x' }))).toBeUndefined();
  });
});
