import type { RunFacts } from '@/components/incident/run-facts';
import type { GraphEdge, GraphNode } from './graph-layout';
import { rankHypotheses } from './rank';

export interface ClaimGraph {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

/** What a run's claims hang on and what hangs on them: evidence that is linked or rested on, claims, actions. */
export function graphOf({ hypotheses, actions }: RunFacts): ClaimGraph {
  const claims = rankHypotheses(hypotheses);
  const links: GraphEdge[] = claims.flatMap(({ id, links: all }) =>
    all.map(({ evidenceId, relation }) => ({
      from: `ev:${evidenceId}`,
      to: `hyp:${id}`,
      relation,
    })),
  );
  const rests: GraphEdge[] = actions.map(({ id, contents }) => ({
    from: `hyp:${contents.hypothesisId}`,
    to: `act:${id}`,
    relation: 'rests-on',
  }));
  const evidence = new Set(links.map(({ from }) => from));
  const node = (column: GraphNode['column']) => (key: string) => ({ key, column });
  return {
    nodes: [
      ...[...evidence].map(node('evidence')),
      ...claims.map(({ id }) => `hyp:${id}`).map(node('claim')),
      ...actions.map(({ id }) => `act:${id}`).map(node('action')),
    ],
    edges: [...links, ...rests],
  };
}
