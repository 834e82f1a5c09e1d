import Link from 'next/link';
import { VisibleText } from '@/components/text/visible-text';
import { rowTarget } from '@/components/shell/row-keys';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import { Disclosure } from '@/components/ui/disclosure';
import type { DeliveryOut, NoticeOut } from '@/lib/notices/schema';
import { sayAnswer } from './answer-words';
import { kindWord, sayNames, WHY_WORDS } from './notice-words';

function placeOf({ actionId, incidentId }: NoticeOut): string | undefined {
  if (actionId) return `/approvals/${encodeURIComponent(actionId)}`;
  return incidentId ? `/incidents/${encodeURIComponent(incidentId)}` : undefined;
}

const tally = (deliveries: DeliveryOut[], state: DeliveryOut['state']): number =>
  deliveries.filter((each) => each.state === state).length;

/** How handing it on went, at a glance. */
function Reach({ deliveries }: { deliveries: DeliveryOut[] }) {
  const [taken, failed, waiting] = (['delivered', 'failed', 'waiting'] as const).map((state) =>
    tally(deliveries, state),
  );
  if (deliveries.length === 0) return <Badge tone="waiting">No device, no webhook</Badge>;
  return (
    <span className="flex flex-wrap gap-1">
      {!!taken && <Badge tone="good">{taken} taken</Badge>}
      {!!waiting && <Badge tone="waiting">{waiting} on the way</Badge>}
      {!!failed && <Badge tone="bad">{failed} failed</Badge>}
    </span>
  );
}

/** One notice: of what, who was told why, whom it reached, who opened it. */
export function NoticeLine({ notice }: { notice: NoticeOut }) {
  const { kind, service, version, people, deliveries, opened, toldAt, nextStepAt, step } = notice;
  const href = placeOf(notice);
  const title = (
    <>
      {kindWord(kind)}
      {kind !== 'test' && (
        <>
          : <VisibleText text={service} />
          {version !== null && version > 1 && `, version ${version}`}
        </>
      )}
    </>
  );
  return (
    <li className="flex flex-col gap-1 px-4 py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        {href ? (
          <Link
            href={href}
            prefetch={false}
            {...rowTarget}
            className="rounded-sm text-sm font-medium break-words text-ink hover:underline pointer-coarse:py-2"
          >
            {title}
          </Link>
        ) : (
          <span className="text-sm font-medium text-ink">{title}</span>
        )}
        <Reach deliveries={deliveries} />
      </div>
      <p className="text-xs text-muted">
        {people.length === 0 ? 'Sent' : `${sayNames(people.map(({ name }) => name))} told`}{' '}
        <RelativeTime at={toldAt} />
        {step > 0 && '; it went on to others'}
        {nextStepAt && (
          <>
            ; the next are told <RelativeTime at={nextStepAt} /> unless somebody decides
          </>
        )}
        {opened.length > 0 && `; opened by ${sayNames(opened.map(({ name }) => name))}`}.
      </p>
      {(people.length > 0 || deliveries.length > 0) && (
        <Disclosure label="Who, and how it went">
          <div className="grid w-full min-w-0 gap-x-8 gap-y-3 text-xs sm:grid-cols-2">
            <ul aria-label="People" className="flex flex-col gap-1">
              {people.map(({ id, name, why, at }) => (
                <li key={id} className="text-muted">
                  <span className="font-medium text-ink">
                    <VisibleText text={name} />
                  </span>
                  : {WHY_WORDS[why]}, <RelativeTime at={at} />
                </li>
              ))}
            </ul>
            <ul aria-label="Deliveries" className="flex flex-col gap-1">
              {deliveries.map((each) => (
                <DeliveryLine key={each.delivery} delivery={each} />
              ))}
            </ul>
          </div>
        </Disclosure>
      )}
    </li>
  );
}

function DeliveryLine({ delivery }: { delivery: DeliveryOut }) {
  const { name, state, lastStatus, lastProblem, attempts, nextAttemptAt } = delivery;
  const { word, detail, tone } = sayAnswer({ state, status: lastStatus, problem: lastProblem });
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-muted">
      <Badge tone={tone}>{word}</Badge>
      <span className="font-medium text-ink">
        <VisibleText text={name} />
      </span>
      <span>
        {detail}
        {attempts > 1 && `, ${attempts} attempts`}
        {nextAttemptAt && attempts > 0 && (
          <>
            , again <RelativeTime at={nextAttemptAt} />
          </>
        )}
      </span>
    </li>
  );
}
