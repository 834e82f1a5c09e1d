'use client';

import { clsx } from 'clsx';
import { Spline } from 'lucide-react';
import { memo } from 'react';
import { useRoomHands } from '@/components/incident/room-context';
import type { RunFacts } from '@/components/incident/run-facts';
import { sameFacts } from '@/components/incident/same-facts';
import { VisibleText } from '@/components/text/visible-text';
import { Disclosure } from '@/components/ui/disclosure';
import { EmptyState } from '@/components/ui/empty-state';
import { ScrollArea } from '@/components/ui/scroll-area';
import { StateGlyph } from '@/components/ui/state-badge';
import { claimFace } from './claim-face';
import { type GraphEdge, layGraph, NODE, type PlacedNode } from './graph-layout';
import { graphOf } from './graph-of';
import { PlainButton } from '@/components/ui/plain-button';

const LINES: Record<GraphEdge['relation'], string> = {
  supports: 'stroke-good-fill',
  contradicts: 'stroke-bad-fill [stroke-dasharray:5_4]',
  'rests-on': 'stroke-control',
};
const SAYS: Record<GraphEdge['relation'], string> = {
  supports: 'speaks for',
  contradicts: 'speaks against',
  'rests-on': 'is what rests on it:',
};
const HEADS = ['Evidence', 'Claims', 'Changes'];

const shown = sameFacts(({ hypotheses, actions, run }) => [
  hypotheses,
  actions,
  run.tables.get('evidence'),
]);

/** What a node is called, and the badge of how it stands. */
function faceOf(key: string, facts: RunFacts) {
  const id = key.slice(key.indexOf(':') + 1);
  if (key.startsWith('ev:')) {
    const evidence = facts.evidenceOf(id);
    const flag = evidence?.flag;
    return { text: evidence?.title ?? id, glyph: flag ? (['flag', flag] as const) : undefined };
  }
  if (key.startsWith('hyp:')) {
    const row = facts.hypotheses.find((each) => each.id === id);
    return { text: row?.statement ?? id, glyph: row && (['hypothesis', claimFace(row)] as const) };
  }
  const action = facts.actions.find((each) => each.id === id);
  return { text: action?.title ?? id, glyph: action && (['action', action.state] as const) };
}

/** Evidence, claims and changes as a graph: what speaks for and against what, and what rests on it. */
export const ClaimsGraph = memo(function ClaimsGraph({ facts }: { facts: RunFacts }) {
  const { nodes, edges } = graphOf(facts);
  const { nodes: placed, edges: drawn, width, height } = layGraph(nodes, edges);
  if (nodes.length === 0)
    return (
      <EmptyState icon={Spline} title="Nothing to draw yet">
        The graph appears with the first claim.
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-3 p-3">
      <p className="flex flex-wrap gap-x-4 text-xs text-muted">
        <span>Solid: speaks for</span>
        <span>Dashed: speaks against</span>
        <span>Grey: a change rests on it</span>
      </p>
      <ScrollArea label="Graph of evidence, claims and changes">
        <div className="relative" style={{ width, height: height + 28 }}>
          {HEADS.map((head, index) => (
            <p
              key={head}
              className="absolute top-0 text-xs font-semibold text-muted"
              style={{ left: index * (NODE.width + NODE.gapX) }}
            >
              {head}
            </p>
          ))}
          <div className="absolute top-7" style={{ width, height }}>
            <svg aria-hidden width={width} height={height} className="absolute inset-0">
              {drawn.map(({ from, to, relation, path }) => (
                <path
                  key={`${from} ${to}`}
                  d={path}
                  fill="none"
                  strokeWidth="1.5"
                  className={LINES[relation]}
                />
              ))}
            </svg>
            <ul aria-label="Evidence, claims and changes">
              {placed.map((node) => (
                <GraphItem key={node.key} node={node} facts={facts} />
              ))}
            </ul>
          </div>
        </div>
      </ScrollArea>
      <Disclosure label={`${edges.length} ${edges.length === 1 ? 'tie' : 'ties'} as a list`}>
        <ul className="flex flex-col gap-1 text-sm">
          {edges.map(({ from, to, relation }) => (
            <li key={`${from} ${to}`} className="break-words">
              <VisibleText text={faceOf(from, facts).text} />{' '}
              <span className="text-muted">{SAYS[relation]}</span>{' '}
              <VisibleText text={faceOf(to, facts).text} />
            </li>
          ))}
        </ul>
      </Disclosure>
    </div>
  );
}, shown);

function GraphItem({ node, facts }: { node: PlacedNode; facts: RunFacts }) {
  const { select, selected } = useRoomHands();
  const { text, glyph } = faceOf(node.key, facts);
  const [noun, value] = glyph ?? [];
  const isOut = value === 'red-herring' || value === 'refuted' || value === 'refuted-by-person';
  return (
    <li className="absolute" style={{ left: node.x, top: node.y }}>
      <PlainButton
        aria-pressed={selected === node.key}
        onClick={() => select(node.key)}
        style={{ width: NODE.width, height: NODE.height }}
        className={clsx(
          'focus-inset flex items-center gap-1.5 overflow-hidden rounded-md border bg-surface px-2 text-left text-xs hover:bg-hover aria-pressed:border-running-fill aria-pressed:bg-running-tint',
          isOut ? 'border-dashed border-line text-muted line-through' : 'border-control text-ink',
        )}
      >
        {noun && value && <StateGlyph noun={noun} value={value} size={12} />}
        <span className="line-clamp-2 min-w-0 break-words">
          <VisibleText text={text} />
        </span>
      </PlainButton>
    </li>
  );
}
