'use client';

import { Lightbulb } from 'lucide-react';
import dynamic from 'next/dynamic';
import { memo, useMemo, useState } from 'react';
import { overviewLines } from '@/components/incident/overview-marks';
import type { RunFacts } from '@/components/incident/run-facts';
import { sameFacts } from '@/components/incident/same-facts';
import { EmptyState } from '@/components/ui/empty-state';
import { nothing } from '@/components/ui/nothing';
import { HypothesisCard } from './hypothesis-card';
import { rankHypotheses } from './rank';

const shown = sameFacts(({ hypotheses, row, run }) => [
  hypotheses,
  row.clock,
  run.tables.get('evidence'),
]);

/** Few runs have that many claims. */
const ShowMore = dynamic(
  () => import('@/components/evidence/show-more').then((module) => module.ShowMore),
  { loading: nothing },
);

/** A list of hundreds would be most of the page, and each of its rows is read by nobody. */
const FIRST = 40;

/** Every claim of the run, the leading one first; refuted ones dim and stay. */
export const HypothesisBoard = memo(function HypothesisBoard({ facts }: { facts: RunFacts }) {
  const { hypotheses } = facts;
  const ranked = useMemo(() => rankHypotheses(hypotheses), [hypotheses]);
  const [count, setCount] = useState(FIRST);
  const lines = overviewLines(hypotheses, facts.row.clock).map(({ id }) => id);
  if (ranked.length === 0)
    return (
      <EmptyState icon={Lightbulb} title="No cause is claimed yet">
        Claims appear here with what speaks for and against them.
      </EmptyState>
    );
  return (
    <>
      <ol aria-label="Hypotheses, the leading one first">
        {ranked.slice(0, count).map((row) => (
          <HypothesisCard key={row.id} row={row} facts={facts} line={lines.indexOf(row.id)} />
        ))}
      </ol>
      {ranked.length > count && (
        <ShowMore
          shown={count}
          total={ranked.length}
          noun="claims"
          onMore={() => setCount(count * 2)}
        />
      )}
    </>
  );
}, shown);
