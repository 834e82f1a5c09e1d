import { HeadCell, Table } from '@/components/ui/table';
import type { UseOut } from '@/lib/agents/schema-use';

const DAY_MS = 86_400_000;

export type UseDay = UseOut['daily'][number];

/** Every day from the first to the last that anything happened on, idle ones among them. */
export function everyDay({ from, daily }: Pick<UseOut, 'from' | 'daily'>): UseDay[] {
  const known = new Map(daily.map((day) => [day.day, day]));
  const last = Date.parse(daily.at(-1)?.day ?? from);
  const days: UseDay[] = [];
  for (let at = Date.parse(from); at <= last; at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    days.push(known.get(day) ?? { day, events: 0, refused: 0 });
  }
  return days;
}

/** The table twin of the days' chart, newest first. */
export function DailyTable({ days }: { days: UseDay[] }) {
  return (
    <Table
      caption="Events a day, and what was refused"
      dense
      className="max-h-72"
      head={
        <>
          <HeadCell>Day (UTC)</HeadCell>
          <HeadCell numeric>Events</HeadCell>
          <HeadCell numeric>Refused</HeadCell>
        </>
      }
    >
      {days.toReversed().map(({ day, events, refused }) => (
        <tr key={day}>
          <td>{day}</td>
          <td className="text-right">{events.toLocaleString('en')}</td>
          <td className={refused > 0 ? 'text-right font-medium text-bad' : 'text-right'}>
            {refused.toLocaleString('en')}
          </td>
        </tr>
      ))}
    </Table>
  );
}
