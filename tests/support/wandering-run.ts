import { beginRun } from './agent-run';
import type { DemoFile } from './demo';
import { event, evidence } from './investigation-events';

const linked = (id: string, relation: 'supports' | 'contradicts') =>
  event(`link-${id}`, 'hypothesis.linked', { hypothesisId: 'h1', evidenceId: id, relation });

const asked = (id: string) => [
  evidence(id, {
    title: `Error lines of checkout, page ${id.slice(1)}`,
    query: `{service="checkout"} |= "error" | page ${id.slice(1)}`,
  }),
  linked(id, 'supports'),
];

/** An agent that asks one source the same again and again, for the one claim that it has. */
export async function wanderingRun(demo: DemoFile, title: string) {
  const run = await beginRun(demo, title);
  const posted = await run.post(
    event('claim', 'hypothesis.proposed', {
      hypothesis: { id: 'h1', statement: 'Release r42 broke checkout', confidence: 0.3 },
    }),
    ...Array.from({ length: 12 }, (_, i) => asked(`e${i + 1}`)).flat(),
    event('surer', 'hypothesis.revised', { hypothesisId: 'h1', confidence: 0.6, because: [] }),
    event('surest', 'hypothesis.revised', { hypothesisId: 'h1', confidence: 0.9, because: [] }),
  );
  /** Does as it was told: looks elsewhere, and finds something that speaks against its claim. */
  const lookFurther = (directive: string) =>
    run.post(
      event('ack', 'directive.acknowledged', { directive }),
      evidence('m1', { source: 'metrics', service: 'payments', title: 'Payments is slow as well' }),
      linked('m1', 'contradicts'),
      evidence('c1', { source: 'changes', title: 'r42 went out an hour before the first error' }),
      linked('c1', 'contradicts'),
      event('less', 'hypothesis.revised', { hypothesisId: 'h1', confidence: 0.4, because: ['m1'] }),
    );
  return { ...run, posted, lookFurther };
}
