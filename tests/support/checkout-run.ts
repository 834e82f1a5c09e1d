import { beginRun } from './agent-run';
import { demoFile } from './browser';
import { AT, evidence, event, hypothesis } from './investigation-events';

const minute = (n: number) => new Date(Date.parse(AT) + n * 60_000).toISOString();

const shares = {
  format: 'series',
  unit: '%',
  series: [{ name: 'checkout', points: [0, 0, 1, 24, 31, 29].map((y, n) => [minute(n), y]) }],
};

const link = (evidenceId: string, relation: string, note: string) =>
  event(`link-${evidenceId}`, 'hypothesis.linked', {
    hypothesisId: 'h1',
    evidenceId,
    relation,
    weight: relation === 'supports' ? 0.9 : 0.2,
    note,
  });

/** A plain run on a failing checkout, up to its first stop point: the test plays the agent. */
export async function beginCheckoutRun(title: string) {
  const run = await beginRun(demoFile(), title);
  await run.post(
    evidence('e1', { source: 'metrics', title: 'Errors of checkout since r42', body: shares }),
    evidence('e2', {
      title: 'Payments logs slow certificates',
      body: { format: 'log', lines: [{ level: 'warn', message: 'certificate check took 900 ms' }] },
    }),
    hypothesis('h1', 'Release r42 of checkout cannot parse prices'),
    hypothesis('h2', 'Payments is slow by itself'),
    link('e1', 'supports', 'They begin with the release.'),
    link('e2', 'contradicts', 'Payments has trouble of its own.'),
  );
  return run;
}

/** The rollback that such a run proposes, on a resource of its own so that none is busy. */
export const rollbackOn = (resource: string) => ({
  kind: 'rollback' as const,
  title: 'Roll back checkout to r41',
  target: { service: 'checkout', environment: 'production', resource },
  command: { argv: ['shop-deploy', 'rollback', 'checkout', '--to', 'r41'] },
  parameters: { from: 'r42', to: 'r41' },
  expects: { release: 'r42' },
  dryRun: 'would switch checkout from r42 to r41',
  rationale: 'Errors began within seconds of r42.',
  hypothesisId: 'h1',
  evidenceIds: ['e1'],
  blastRadius: {
    services: ['checkout', 'storefront'],
    trafficPercent: 100,
    dataLoss: 'none' as const,
  },
  reversibility: 'reversible' as const,
  rollback: { argv: ['shop-deploy', 'rollback', 'checkout', '--to', 'r42'] },
  expectedEffect: 'The error share falls below 1 %.',
  verification: 'Error share of checkout over one minute.',
});
