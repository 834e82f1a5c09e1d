'use client';

import { Lightbulb } from 'lucide-react';
import { memo, useMemo } from 'react';
import { overviewLines } from '@/components/incident/overview-marks';
import type { RunFacts } from '@/components/incident/run-facts';
import { sameFacts } from '@/components/incident/same-facts';
import { EmptyState } from '@/components/ui/empty-state';
import { HypothesisCard } from './hypothesis-card';
import { rankHypotheses } from './rank';

const shown = sameFacts(({ hypotheses, row, run }) => [
  hypotheses,
  row.clock,
  run.tables.get('evidence'),
]);

/** Every claim of the run, the leading one first; refuted ones dim and stay. */
export const HypothesisBoard = memo(function HypothesisBoard({ facts }: { facts: RunFacts }) {
  const { hypotheses } = facts;
  const ranked = useMemo(() => rankHypotheses(hypotheses), [hypotheses]);
  const lines = overviewLines(hypotheses, facts.row.clock).map(({ id }) => id);
  if (ranked.length === 0)
    return (
      <EmptyState icon={Lightbulb} title="No cause is claimed yet">
        Claims appear here with what speaks for and against them.
      </EmptyState>
    );
  return (
    <ol aria-label="Hypotheses, the leading one first">
      {ranked.map((row) => (
        <HypothesisCard key={row.id} row={row} facts={facts} line={lines.indexOf(row.id)} />
      ))}
    </ol>
  );
}, shown);
