/** An SREGym trace written for these tests: its shape is the format's, its words are ours. */
const START = 1_760_000_000;

interface SampleCall {
  tool: string;
  args?: Record<string, unknown>;
  /** Seconds after the start at which it was answered. */
  at: number;
  took?: number;
  response?: string;
  success?: boolean;
}

const call = ({ tool, args = {}, at, took = 0.5, response = '', success = true }: SampleCall) => ({
  tool_name: tool,
  arguments: args,
  timestamp: START + at,
  success,
  response,
  duration: took,
});

export const CUT_RESPONSE = 'x'.repeat(500);

export const sampleCalls = [
  call({
    tool: 'exec_read_only_kubectl_cmd',
    args: { command: 'kubectl get pods -n shop' },
    at: 3,
    response: 'NAME         READY   STATUS    AGE\ncart-1       0/1     Error     3m\n',
  }),
  call({
    tool: 'exec_read_only_kubectl_cmd',
    args: { command: 'kubectl describe pod cart-1 -n shop' },
    at: 6,
    response: CUT_RESPONSE,
  }),
  call({
    tool: 'submit_tool',
    args: { ans: 'The cart cannot reach its database.' },
    at: 9,
    response: 'Submission complete.',
  }),
  call({
    tool: 'exec_kubectl_cmd_safely',
    args: { command: 'kubectl apply -f fix.yaml -n shop' },
    at: 12,
    response: "Dry-run failed. Potentially it's an invalid command.",
  }),
  call({
    tool: 'exec_kubectl_cmd_safely',
    args: { command: `kubectl patch deployment cart -n shop -p '{"spec":{"paused":false}}'` },
    at: 15,
    response: 'deployment.apps/cart patched\n',
  }),
  call({ tool: 'wait_tool', args: { seconds: 30 }, at: 46, took: 30, response: 'waited' }),
  call({ tool: 'f_submit_tool', args: { ans: '{}' }, at: 48, response: 'Submission complete.' }),
  call({ tool: 'rollback_command', at: 50, response: 'Nothing to roll back.' }),
  call({ tool: 'r_submit_tool', at: 52, response: 'Submission complete.' }),
];

export function sregymSample(overrides: Record<string, unknown> = {}): string {
  return JSON.stringify({
    trace_id: 'sample_cart_1_diagnosis',
    agent_type: 'AgentType.DIAGNOSIS',
    problem_context: {
      problem_id: 'cart_database',
      app_name: 'Placeholder',
      app_namespace: 'placeholder',
      app_description: 'The cart fails on every third order',
    },
    start_time: START,
    end_time: START + 60,
    success: false,
    final_submission: null,
    tool_calls: sampleCalls,
    thinking_steps: [
      { reasoning: 'Look at the pods first.', tool_choice: 'kubectl', timestamp: START + 1 },
      { reasoning: 'Patch the deployment.', tool_choice: 'kubectl', timestamp: START + 13 },
    ],
    ground_truth: { localization: { expected: ['cart'] } },
    oracle_results_enhanced: { mitigation: { oracle_type: 'Pods', success: true } },
    ...overrides,
  });
}
