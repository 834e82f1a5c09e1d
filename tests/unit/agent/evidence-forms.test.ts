import { describe, expect, it } from 'vitest';
import { readBody } from '@/lib/agent/importers/evidence-body';
import { sourceOf } from '@/lib/agent/importers/evidence-source';
import { outcomeOf } from '@/lib/agent/importers/call-outcome';
import { submissionByCommand, submissionByTool } from '@/lib/agent/importers/submission';

const ESC = String.fromCharCode(27);

describe('the form of an output', () => {
  it('shows aligned columns as a table', () => {
    const text = 'NAME     READY   LAST SEEN\ncart     0/1     3m ago\nfront    1/1     now\n';
    expect(readBody(text, false).body).toEqual({
      format: 'table',
      columns: ['NAME', 'READY', 'LAST SEEN'],
      rows: [
        ['cart', '0/1', '3m ago'],
        ['front', '1/1', 'now'],
      ],
    });
  });

  it.each([
    ['two tables', 'NAME   READY\na      1/1\n\nNAME   AGE\nb      3m\n'],
    ['a row that does not fit', 'NAME   READY\nlonger-than-it 1/1\n'],
    ['prose', 'Name:   cart\nReady:  no\n'],
  ])('leaves %s as text', (_what, text) => {
    expect(readBody(text, false).body).toEqual({ format: 'text', text });
  });

  it('shows JSON as JSON, and JSON that was cut as text', () => {
    expect(readBody('[{"a": 1}]', false).body).toEqual({ format: 'json', value: [{ a: 1 }] });
    expect(readBody('[{"a": 1', false).body).toEqual({ format: 'text', text: '[{"a": 1' });
  });

  it.each([
    ['too deep', '['.repeat(40) + ']'.repeat(40)],
    ['with integers that lose digits', '{"startTimeUnixNano": 1764698159475744123}'],
    ['with a name that changes prototypes', '{"__proto__": 1}'],
  ])('leaves JSON %s as the text that it is', (_what, text) => {
    expect(readBody(text, false).body).toEqual({ format: 'text', text });
  });

  it('takes time and level out of log lines, and leaves colours out', () => {
    const text = [
      '{"level":"warn","time":"2026-01-02T03:04:05Z","message":"slow","ms":7}',
      `${ESC}[90m2026-01-02T03:04:06Z${ESC}[0m ${ESC}[32mINF${ESC}[0m listening`,
      'Error: plain words keep their first',
    ].join('\n');
    expect(readBody(text, true).body).toEqual({
      format: 'log',
      lines: [
        { at: '2026-01-02T03:04:05.000Z', level: 'warn', message: 'slow {"ms":7}' },
        { at: '2026-01-02T03:04:06.000Z', level: 'info', message: 'listening' },
        { message: 'Error: plain words keep their first' },
      ],
    });
  });

  it('shows a unified diff as a diff', () => {
    const unified = '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n';
    expect(readBody(unified, false).body).toEqual({ format: 'diff', unified });
  });

  it('cuts what one post cannot carry, and says so', () => {
    const { body, isCut } = readBody('"'.repeat(900_000), false);
    expect(isCut).toBe(true);
    expect(JSON.stringify(body).length).toBeLessThan(710_000);
  });
});

describe('the source of evidence', () => {
  it.each([
    [{ tool: 'Bash', command: 'kubectl logs cart' }, 'logs'],
    [{ tool: 'Bash', command: 'kubectl get events -n shop' }, 'logs'],
    [{ tool: 'Bash', command: 'kubectl top pods' }, 'metrics'],
    [{ tool: 'Bash', command: 'kubectl get pods' }, 'topology'],
    [{ tool: 'Bash', command: 'kubectl get deploy cart -o yaml' }, 'config'],
    [{ tool: 'Bash', command: 'kubectl describe pod cart' }, 'config'],
    [{ tool: 'Bash', command: 'kubectl rollout restart deploy/cart' }, 'changes'],
    [{ tool: 'Bash', command: 'curl -s http://prom:9090/api/v1/query?query=up' }, 'metrics'],
    [{ tool: 'Bash', command: `curl -d '{"a":"prometheus"}' http://x/submit` }, 'other'],
    [{ tool: 'get_metrics' }, 'metrics'],
    [{ tool: 'get_traces' }, 'traces'],
    [{ tool: 'get_dependency_graph' }, 'topology'],
    [{ tool: 'Read' }, 'code'],
  ])('%j is %s', (call, source) => {
    expect(sourceOf(call)).toBe(source);
  });
});

describe('how a recorded call ended', () => {
  it.each([
    ["Dry-run failed. Potentially it's an invalid command.", true, 'error'],
    ['Command Rejected (ValueError): Pipe commands are forbidden', true, 'denied'],
    ['Command Rejected: Error executing kubectl command:\nnot found', true, 'error'],
    ['meta=None content=[] isError=True', true, 'error'],
    ['Submission failed: no', false, 'error'],
    ['anything', false, 'error'],
    ['No resources found in shop namespace.', true, 'ok'],
  ])('%j with the flag %s is %s', (output, flag, status) => {
    expect(outcomeOf(output, flag).status).toBe(status);
  });
});

describe('hand-overs', () => {
  it('reads them from tools, an empty answer as no words', () => {
    const read = (tool: string, ans: unknown, past = false) =>
      submissionByTool(tool, { ans }, past);
    expect(read('submit_tool', ' why ')).toEqual({ stage: 'diagnosis', text: 'why' });
    expect(read('submit_tool', 'done', true)).toEqual({ stage: 'mitigation', text: 'done' });
    expect(read('f_submit_tool', '{}')).toEqual({ stage: 'mitigation', text: '' });
    expect(read('wait_tool', 'x')).toBeUndefined();
  });

  it('reads them from a posted solution, and none from what the shell would not run', () => {
    const post = (body: string) => `curl -s -X POST http://c:8000/submit -d ${body}`;
    expect(submissionByCommand(post(`'{"solution":"why"}'`))).toEqual({
      stage: 'diagnosis',
      text: 'why',
    });
    expect(submissionByCommand(post(`'{"solution":""}'`))?.stage).toBe('mitigation');
    expect(submissionByCommand(post('"$BODY"'))).toBeUndefined();
  });
});
