/** Sessions written for these tests: their shapes are the formats', their words are ours. */
const lines = (records: unknown[]) => records.map((record) => JSON.stringify(record)).join('\n');
const at = (second: number) => new Date(Date.UTC(2026, 4, 1, 10, 0, second)).toISOString();

const SUBMIT = `curl -s -X POST http://conductor:8000/submit -d '{"solution": "Port 9 is taken."}'`;
const PATCH = `kubectl -n shop scale deployment/cart --replicas=2 2>&1`;
const PROMPT = 'Fix the shop.\nApplication: Shop\nNamespace: shop\n';

const claude = (type: string, second: number, content: unknown, more = {}) => ({
  type,
  sessionId: 'session-1',
  timestamp: at(second),
  message: { role: type, model: type === 'assistant' ? 'model-1' : undefined, content },
  ...more,
});
const use = (id: string, name: string, input: unknown) => ({ type: 'tool_use', id, name, input });
const result = (id: string, content: unknown, isError = false) => ({
  type: 'tool_result',
  tool_use_id: id,
  content,
  is_error: isError,
});

export const claudeSample = lines([
  claude('user', 0, PROMPT),
  { type: 'ai-title', aiTitle: 'The shop is down', sessionId: 'session-1' },
  claude('assistant', 1, [
    { type: 'thinking', thinking: 'Pods first.' },
    { type: 'text', text: 'I look at the pods.' },
    use('t1', 'Bash', { command: 'kubectl get pods -n shop' }),
    use('t2', 'Task', { subagent_type: 'log-reader', description: 'read the logs' }),
  ]),
  claude('user', 3, [result('t1', 'cart 0/1 Pending')]),
  claude('assistant', 4, [use('t3', 'Bash', { command: 'kubectl logs cart -n shop' })], {
    isSidechain: true,
    parent_tool_use_id: 't2',
  }),
  claude('user', 5, [result('t3', [{ type: 'text', text: 'bind: port 9 in use' }])]),
  claude('user', 6, [result('t2', 'The port is in use.')]),
  claude('assistant', 7, [use('t4', 'Bash', { command: SUBMIT })]),
  claude('user', 8, [result('t4', '{"message":"Submission received"}')]),
  claude('assistant', 9, [use('t5', 'Bash', { command: PATCH })]),
  claude('user', 10, [result('t5', 'Exit code 1\nscaling is forbidden', true)]),
  claude('assistant', 12, [use('t6', 'Bash', { command: 'kubectl get pods -n shop' })]),
]);

const codexLine = (second: number, type: string, payload: unknown) => ({
  timestamp: at(second),
  type,
  payload,
});
const codexCall = (id: string, name: string, args: unknown) => ({
  type: 'function_call',
  name,
  call_id: id,
  arguments: JSON.stringify(args),
});
const codexAnswer = (id: string, output: string) => ({
  type: 'function_call_output',
  call_id: id,
  output,
});
const message = (role: string, text: string) => ({
  type: 'message',
  role,
  content: [{ type: 'input_text', text }],
});

export const codexSample = lines([
  codexLine(0, 'session_meta', { id: 'rollout-1' }),
  codexLine(0, 'turn_context', { model: 'model-2' }),
  codexLine(0, 'response_item', message('user', '<environment_context>…')),
  codexLine(0, 'response_item', message('user', PROMPT)),
  codexLine(1, 'response_item', { type: 'reasoning', summary: [], encrypted_content: '…' }),
  codexLine(1, 'response_item', message('assistant', 'I look at the pods.')),
  codexLine(
    2,
    'response_item',
    codexCall('c1', 'exec_command', { cmd: 'kubectl get pods -n shop' }),
  ),
  codexLine(3, 'response_item', codexAnswer('c1', 'Process running with session ID 7\nOutput:\n')),
  codexLine(4, 'response_item', codexCall('c2', 'write_stdin', { session_id: 7 })),
  codexLine(
    5,
    'response_item',
    codexAnswer('c2', 'Process exited with code 0\nOutput:\ncart 0/1 Pending\n'),
  ),
  codexLine(6, 'response_item', codexCall('c3', 'shell', { command: ['bash', '-lc', SUBMIT] })),
  codexLine(7, 'response_item', codexAnswer('c3', 'Exit code: 0\nOutput:\nreceived')),
  codexLine(8, 'response_item', codexCall('c4', 'exec_command', { cmd: PATCH })),
  codexLine(9, 'response_item', codexAnswer('c4', 'Process exited with code 3\nOutput:\nno\n')),
]);

export const stratusSample = lines([
  {
    type: 'metadata',
    problem_id: 'port_conflict',
    timestamp: '0501_1000',
    timestamp_readable: '2026-05-01 10:10:00',
  },
  { type: 'stage_start', stage: 'diagnosis' },
  { type: 'event', stage: 'diagnosis', messages: [{ type: 'HumanMessage', content: PROMPT }] },
  {
    type: 'event',
    stage: 'diagnosis',
    messages: [
      { type: 'HumanMessage', content: PROMPT },
      {
        type: 'AIMessage',
        content: 'I look.',
        tool_calls: [
          { id: 'a', name: 'get_services', args: {} },
          { id: 'b', name: 'exec_kubectl', args: { command: 'kubectl get pods -n shop' } },
        ],
      },
      { type: 'ToolMessage', content: "['cart']" },
      { type: 'ToolMessage', content: 'cart 0/1 Pending' },
      {
        type: 'AIMessage',
        content: '',
        tool_calls: [{ id: 'c', name: 'submit_tool', args: { ans: 'Port 9 is taken.' } }],
      },
      { type: 'ToolMessage', content: 'Submission complete.' },
    ],
  },
  { type: 'stage_start', stage: 'mitigation_attempt_0' },
  {
    type: 'event',
    stage: 'mitigation_attempt_0',
    messages: [
      {
        type: 'AIMessage',
        content: '',
        tool_calls: [{ id: 'd', name: 'exec_kubectl', args: { command: PATCH } }],
      },
      { type: 'ToolMessage', content: 'scaled', tool_call_id: 'd' },
      {
        type: 'AIMessage',
        content: '',
        tool_calls: [{ id: 'e', name: 'submit_tool', args: { ans: 'Scaled.' } }],
      },
      { type: 'ToolMessage', content: 'Submission complete.', tool_call_id: 'e' },
    ],
  },
]);

const turn = (thought: string, action: string) => ({
  role: 'assistant',
  content: `Thought: ${thought}\nAction: \n\`\`\` \n${action} \n\`\`\``,
});
const answered = (content: string) => ({ role: 'env', content });

/** Turns of an AIOpsLab agent: read, misread, not carried out, without an action, handed over. */
export const aiopslabTrace = [
  turn('Which files are there?', 'exec_shell("ls /telemetry")'),
  answered('logs.csv\nmetrics.csv\n'),
  turn('I read the log.', "get_logs('shop', 'cart')"),
  answered('Error parsing response: arguments must be quoted'),
  turn('The other log.', 'get_logs("shop")'),
  answered('2 lines'),
  turn('Again.', 'exec_shell("cat /nowhere")'),
  answered('[ERROR] Command failed: no such file'),
  { role: 'assistant', content: 'I have nothing to add.' },
  answered('Error parsing response: no action'),
  turn(
    'It is the cart.',
    'submit({"1": {"root cause component": "cart", "reason": "It is full"}})',
  ),
  answered('1'),
];
const times = { start_time: 1_777_630_000.5, end_time: 1_777_630_100.5 };
export const aiopslabSample = (trace: object[] = aiopslabTrace, more: object = {}): string =>
  JSON.stringify({
    agent: 'sample',
    session_id: 's-1',
    problem_id: 'shop_task-1',
    ...times,
    trace,
    results: { success: false, score: 0, failing_criteria: ['payments'] },
    ...more,
  });
