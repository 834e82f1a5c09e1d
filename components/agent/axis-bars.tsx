import { CircleSlash } from 'lucide-react';
import { VisibleText } from '@/components/text/visible-text';
import type { AxisUse } from '@/lib/agents/schema-use';
import { axisWords, isEverything, nameWord } from './axis-words';

/** Names drawn an axis; the table twin holds all of them. */
const MOST = 12;

/** A bar for each name that was used, and each that was granted and was not. */
export function AxisBars({ axes }: { axes: AxisUse[] }) {
  return (
    <div className="grid gap-x-8 gap-y-5 md:grid-cols-2">
      {axes.map((axis) => (
        <AxisPart key={axis.axis} axis={axis} />
      ))}
    </div>
  );
}

function AxisPart({ axis }: { axis: AxisUse }) {
  const { used, unused, more } = axis;
  const most = Math.max(1, ...used.map(({ count }) => count));
  return (
    <section aria-label={axisWords[axis.axis]} className="min-w-0">
      <h3 className="text-sm font-medium text-ink">{axisWords[axis.axis]}</h3>
      <p className="mb-1.5 text-xs text-muted">
        {isEverything(axis)
          ? used.length > 0
            ? 'Granted everything; used:'
            : 'Granted everything; used nothing yet.'
          : `${axis.granted.length} granted${used.length === 0 ? ', none used yet' : ''}`}
      </p>
      <ul className="flex flex-col gap-1">
        {used.slice(0, MOST).map(({ name, count }) => (
          <li
            key={name}
            className="grid grid-cols-[minmax(0,9rem)_minmax(0,1fr)_auto] items-center gap-2 text-sm"
          >
            <span className="truncate">
              <VisibleText text={nameWord(axis.axis, name)} />
            </span>
            <span aria-hidden className="block h-2 rounded-full bg-line">
              <span
                className="block h-full rounded-full bg-running-fill"
                style={{ width: `${Math.max(2, (count / most) * 100)}%` }}
              />
            </span>
            <span className="text-xs text-muted">{count.toLocaleString('en')}×</span>
          </li>
        ))}
        {unused.slice(0, MOST).map((name) => (
          <li key={name} className="flex items-center gap-1.5 text-sm text-muted">
            <CircleSlash aria-hidden size={12} className="shrink-0 text-faint" />
            <span className="min-w-0 truncate">
              <VisibleText text={nameWord(axis.axis, name)} />
            </span>
            <span className="text-xs text-faint">not used</span>
          </li>
        ))}
      </ul>
      {(used.length > MOST || unused.length > MOST || more > 0) && (
        <p className="mt-1 text-xs text-faint">
          {Math.max(0, used.length - MOST) + Math.max(0, unused.length - MOST)} more names in the
          table
          {more > 0 ? `, and ${more.toLocaleString('en')} uses of others that were not kept` : ''}.
        </p>
      )}
    </section>
  );
}
