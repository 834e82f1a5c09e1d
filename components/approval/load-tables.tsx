import { VisibleText } from '@/components/text/visible-text';
import { durationWords } from '@/components/time/format-time';
import { HeadCell, Table } from '@/components/ui/table';
import type { PromptLoad } from '@/lib/prompt-load/schema';

const took = (ms: number | null): string => (ms === null ? '–' : durationWords(ms));
const number = (value: number) => <td className="text-right">{value.toLocaleString('en')}</td>;
const silent = (value: number) => (
  <td className={value > 0 ? 'text-right font-medium text-bad' : 'text-right'}>
    {value.toLocaleString('en')}
  </td>
);

/** The table twin of the days' chart, newest first. */
export function DailyLoadTable({ daily }: { daily: PromptLoad['daily'] }) {
  return (
    <Table
      caption="Asked, decided and undecided, by day"
      dense
      className="max-h-60"
      head={
        <>
          <HeadCell>Day (UTC)</HeadCell>
          <HeadCell numeric>Asked</HeadCell>
          <HeadCell numeric>Decided</HeadCell>
          <HeadCell numeric>Nobody decided</HeadCell>
        </>
      }
    >
      {daily.toReversed().map(({ day, asked, decided, expired }) => (
        <tr key={day}>
          <td>{day}</td>
          {number(asked)}
          {number(decided)}
          {silent(expired)}
        </tr>
      ))}
    </Table>
  );
}

const TIMES = (
  <>
    <HeadCell numeric>Half within</HeadCell>
    <HeadCell numeric>9 of 10 within</HeadCell>
  </>
);

/** Whom the asking falls to. */
export function PeopleLoadTable({ people }: { people: PromptLoad['people'] }) {
  return (
    <Table
      caption="Prompts by person"
      dense
      className="max-h-72"
      head={
        <>
          <HeadCell>Person</HeadCell>
          <HeadCell numeric>Asked</HeadCell>
          <HeadCell numeric>Decided</HeadCell>
          <HeadCell numeric>Others decided</HeadCell>
          <HeadCell numeric>Nobody decided</HeadCell>
          {TIMES}
        </>
      }
    >
      {people.map(({ id, name, asked, decided, byOthers, expired, medianMs, p90Ms }) => (
        <tr key={id}>
          <td>
            <VisibleText text={name} />
          </td>
          {number(asked)}
          {number(decided)}
          {number(byOthers)}
          {silent(expired)}
          <td className="text-right whitespace-nowrap">{took(medianMs)}</td>
          <td className="text-right whitespace-nowrap">{took(p90Ms)}</td>
        </tr>
      ))}
    </Table>
  );
}

/** Where the asking comes from. */
export function ServiceLoadTable({ services }: { services: PromptLoad['services'] }) {
  return (
    <Table
      caption="Prompts by service"
      dense
      className="max-h-72"
      head={
        <>
          <HeadCell>Service</HeadCell>
          <HeadCell numeric>Asked</HeadCell>
          <HeadCell numeric>Decided</HeadCell>
          <HeadCell numeric>Nobody decided</HeadCell>
          <HeadCell numeric>Taken back or changed</HeadCell>
          {TIMES}
        </>
      }
    >
      {services.map(({ service, withdrawn, superseded, medianMs, p90Ms, ...counts }) => (
        <tr key={service}>
          <td>
            <VisibleText text={service} />
          </td>
          {number(counts.asked)}
          {number(counts.decided)}
          {silent(counts.expired)}
          {number(withdrawn + superseded)}
          <td className="text-right whitespace-nowrap">{took(medianMs)}</td>
          <td className="text-right whitespace-nowrap">{took(p90Ms)}</td>
        </tr>
      ))}
    </Table>
  );
}
