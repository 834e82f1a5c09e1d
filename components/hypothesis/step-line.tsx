'use client';

import { clsx } from 'clsx';
import { useRoomHands } from '@/components/incident/room-context';
import type { RunFacts } from '@/components/incident/run-facts';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull, utcTime } from '@/components/time/format-time';
import { Disclosure } from '@/components/ui/disclosure';
import { StateBadge } from '@/components/ui/state-badge';
import { HeadCell, Table } from '@/components/ui/table';
import { type CausedStep, causedSteps } from '@/lib/hypotheses/causes';
import type { HypothesisRow } from '@/lib/hypotheses/schema';
import { plainLine } from '@/lib/text/plain-line';
import { stepPath, stepPoints } from './step-geometry';
import { causeWords, movedWords, stepEstimate } from './step-words';
import { PlainButton } from '@/components/ui/plain-button';

const WIDTH = 240;
const HEIGHT = 44;

/** A claim's estimate step by step, each step named by what caused it, with the same as a table. */
export function StepLine({ row, facts }: { row: HypothesisRow; facts: RunFacts }) {
  const { select } = useRoomHands();
  const steps = causedSteps(row);
  const points = stepPoints(steps);
  const titleOf = (id: string) => facts.evidenceOf(id)?.title ?? id;
  const isImported = facts.row.clock === 'imported';
  const atOf = ({ step }: CausedStep) => (isImported ? step.at : step.recordedAt);
  const show = ({ causes, step }: CausedStep) =>
    select(causes[0] ? `ev:${causes[0].evidenceId}` : `e:${step.seq}`);
  return (
    <div className="flex flex-col gap-1">
      <div className="relative mx-3 my-3 h-11">
        <svg
          aria-hidden
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
        >
          <line x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className="stroke-line" />
          <line x1="0" x2={WIDTH} y1="0" y2="0" className="stroke-line" strokeDasharray="2 3" />
          <path
            d={stepPath(points, WIDTH, HEIGHT)}
            fill="none"
            strokeWidth="1.5"
            vectorEffect="non-scaling-stroke"
            className={row.status === 'refuted' ? 'stroke-control' : 'stroke-running'}
          />
        </svg>
        <ol aria-label="Steps of the estimate">
          {points.map(({ x, y, of }) => {
            const words = `${stepEstimate(of.step)} ${movedWords(of.moved)}, ${utcTime(atOf(of))} UTC: ${causeWords(of, titleOf)}`;
            return (
              <li
                key={of.step.seq}
                className="absolute"
                style={{ left: `${x * 100}%`, top: `${y * 100}%` }}
              >
                <PlainButton
                  title={plainLine(words)}
                  aria-label={plainLine(words)}
                  onClick={() => show(of)}
                  className="group absolute grid size-6 -translate-1/2 place-items-center rounded-full"
                >
                  <span
                    aria-hidden
                    className={clsx(
                      'size-2 rounded-full border-2 bg-surface group-hover:size-3',
                      of.step.by ? 'border-bad' : 'border-running',
                    )}
                  />
                </PlainButton>
              </li>
            );
          })}
        </ol>
      </div>
      <Disclosure label={`${steps.length} ${steps.length === 1 ? 'step' : 'steps'} as a table`}>
        <StepTable steps={steps} atOf={atOf} titleOf={titleOf} />
      </Disclosure>
    </div>
  );
}

interface StepTableProps {
  steps: readonly CausedStep[];
  atOf: (step: CausedStep) => string;
  titleOf: (evidenceId: string) => string;
}

function StepTable({ steps, atOf, titleOf }: StepTableProps) {
  const head = (
    <>
      <HeadCell>When</HeadCell>
      <HeadCell numeric>Estimate</HeadCell>
      <HeadCell>Stands</HeadCell>
      <HeadCell>Why</HeadCell>
    </>
  );
  return (
    <Table caption="Steps of the estimate, with what caused each" head={head} dense>
      {steps.map((each) => (
        <tr key={each.step.seq} className="align-top">
          <td className="whitespace-nowrap" title={utcFull(atOf(each))}>
            {utcTime(atOf(each))}
          </td>
          <td className="text-right whitespace-nowrap tabular-nums">{stepEstimate(each.step)}</td>
          <td>
            <StateBadge noun="hypothesis" value={each.step.status} look="plain" />
          </td>
          <td className="min-w-40 break-words">
            <VisibleText text={causeWords(each, titleOf)} />
            {each.step.note && (
              <span className="block text-muted">
                <VisibleText text={each.step.note} />
              </span>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
