'use client';

import { Lightbulb } from 'lucide-react';
import { memo } from 'react';
import { ShowMore, useCap } from '@/components/evidence/show-more';
import { overviewLines } from '@/components/incident/overview-marks';
import type { RunFacts } from '@/components/incident/run-facts';
import { sameFacts } from '@/components/incident/same-facts';
import { EmptyState } from '@/components/ui/empty-state';
import { ClaimColumn } from './claim-column';
import { rankHypotheses } from './rank';

const shown = sameFacts(({ hypotheses, row, run }) => [
  hypotheses,
  row.clock,
  row.committedHypothesisId,
  run.tables.get('evidence'),
  run.reach,
]);

/** Nobody compares more at once; the rest is a press away. */
const FIRST = 24;

/** The competing claims side by side, the leading one first; one beneath the other where it is narrow. */
export const ClaimsBoard = memo(function ClaimsBoard({ facts }: { facts: RunFacts }) {
  const ranked = rankHypotheses(facts.hypotheses);
  const cap = useCap(FIRST);
  const lines = overviewLines(facts.hypotheses, facts.row.clock).map(({ id }) => id);
  if (ranked.length === 0)
    return (
      <EmptyState icon={Lightbulb} title="No cause is claimed yet">
        Claims stand here side by side, with what speaks for and against each.
      </EmptyState>
    );
  return (
    <>
      <ol
        aria-label="Claims side by side, the leading one first"
        className="grid items-start gap-3 p-3 md:grid-cols-[repeat(auto-fill,minmax(17rem,1fr))]"
      >
        {ranked.slice(0, cap.shown).map((row) => (
          <ClaimColumn key={row.id} row={row} facts={facts} line={lines.indexOf(row.id)} />
        ))}
      </ol>
      <ShowMore shown={cap.shown} total={ranked.length} noun="claims" onMore={cap.more} />
    </>
  );
}, shown);
