import { beginRun } from './agent-run';
import type { DemoFile } from './demo';
import { AT, evidence, event, hypothesis } from './investigation-events';

const minute = (n: number) => new Date(Date.parse(AT) + n * 60_000).toISOString();

/** Text that would run, link, hide or turn around, if anything let it. */
export const HOSTILE =
  '<img src=x onerror="document.title=1">\u202egpj.exe\u202c \u200bzero \u001b[31mred\u001b[0m [link](javascript:alert(1))';

const bodies: Record<string, object> = {
  log: {
    format: 'log',
    lines: [
      {
        at: minute(0),
        level: 'error',
        service: 'checkout',
        message: `cannot parse price ${HOSTILE}`,
      },
      { at: minute(1), level: 'info', service: 'checkout', message: 'GET /cart 200' },
    ],
  },
  series: {
    format: 'series',
    unit: '%',
    series: [{ name: 'error share', points: [0, 1, 2, 3].map((n) => [minute(n), n * 7]) }],
  },
  table: {
    format: 'table',
    columns: ['release', 'errors'],
    rows: [
      ['r41', 2],
      ['r42', 190],
    ],
  },
  diff: {
    format: 'diff',
    unified: '--- a/price.ts\n+++ b/price.ts\n@@ -1 +1 @@\n-parse(text)\n+Number(text)\n',
  },
  json: { format: 'json', value: { release: 'r42', nested: { hostile: HOSTILE, list: [1, 2] } } },
  text: { format: 'text', text: `A note. ${HOSTILE}` },
  trace: {
    format: 'trace',
    spans: [
      { id: 's1', service: 'storefront', name: 'GET /buy', startAt: minute(0), durationMs: 90 },
      {
        id: 's2',
        parentId: 's1',
        service: 'checkout',
        name: 'POST /charge',
        startAt: minute(0),
        durationMs: 60,
        status: 'error',
      },
    ],
  },
};

export const BODY_FORMATS = Object.keys(bodies);

/** An agent's run as a client of the API makes it: every form of evidence, two claims, links. */
export async function stageRun(demo: DemoFile, title = 'Checkout fails') {
  const run = await beginRun(demo, title);
  await run.post(
    event('step-1', 'step.started', {
      step: 's1',
      tool: 'logs.search',
      source: 'logs',
      lane: 'logs',
    }),
    ...Object.entries(bodies).map(([format, body]) =>
      evidence(`e-${format}`, {
        title: `Seen as ${format}`,
        body,
        step: 's1',
        query: 'level=error',
      }),
    ),
    event('step-1-end', 'step.finished', { step: 's1', status: 'ok', durationMs: 1200 }),
    hypothesis('h1', `Release r42 broke checkout ${HOSTILE}`),
    hypothesis('h2', 'Payments is failing by itself'),
    event('l1', 'hypothesis.linked', {
      hypothesisId: 'h1',
      evidenceId: 'e-table',
      relation: 'supports',
      weight: 0.9,
      note: 'Only r42 fails.',
    }),
    event('l2', 'hypothesis.linked', {
      hypothesisId: 'h1',
      evidenceId: 'e-log',
      relation: 'contradicts',
      weight: 0.3,
    }),
    event('r1', 'hypothesis.revised', {
      hypothesisId: 'h1',
      confidence: 0.85,
      status: 'supported',
      because: ['e-table'],
    }),
    event('r2', 'hypothesis.revised', {
      hypothesisId: 'h2',
      confidence: 0.05,
      status: 'refuted',
      because: ['e-series'],
    }),
    event('n1', 'note.added', { text: HOSTILE }),
  );
  return run;
}

export type StagedRun = Awaited<ReturnType<typeof stageRun>>;

export const rollbackOf = (title: string) => ({
  kind: 'rollback' as const,
  title,
  target: { service: 'checkout', environment: 'production', resource: 'release' },
  command: { argv: ['deploy', 'rollback', 'checkout', '--to', 'r41', 'a b', '\u202etxt'] },
  expects: { release: 'r42' },
  diff: '--- a/release\n+++ b/release\n@@ -1 +1 @@\n-r42\n+r41\n',
  dryRun: 'would switch checkout from r42 to r41',
  rationale: 'Errors began with r42.',
  hypothesisId: 'h1',
  evidenceIds: ['e-table', 'e-log'],
  blastRadius: { services: ['checkout'], trafficPercent: 30, dataLoss: 'none' as const },
  reversibility: 'reversible' as const,
  rollback: { argv: ['deploy', 'rollback', 'checkout', '--to', 'r42'] },
  expectedEffect: 'The error share falls below 1 %.',
  verification: 'Error share of checkout over one minute.',
});
