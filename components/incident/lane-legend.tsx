import Link from 'next/link';
import { VisibleText } from '@/components/text/visible-text';
import { scopeLine } from '@/components/timeline/lane';
import { Tooltip } from '@/components/ui/tooltip';
import type { RoomRun } from '@/lib/live/room-state';

/** Named here; whoever is beyond them has rows of their own all the same. */
const MOST = 6;

/** The sub-agents that work in a run, each with its scope on hover and focus. */
export function LaneLegend({ run }: { run: RoomRun }) {
  const others = run.agents.filter(({ id }) => id !== run.agent.id);
  if (others.length === 0) return null;
  return (
    <ul aria-label="Sub-agents" className="flex min-w-0 flex-wrap items-center gap-x-1 text-xs">
      {others.slice(0, MOST).map((agent) => {
        const line = scopeLine(agent, run.agents);
        return (
          <li key={agent.id} className="min-w-0">
            <Tooltip content={line} side="bottom">
              <Link
                href={`/agents/${agent.id}`}
                prefetch={false}
                aria-description={line}
                className="inline-flex min-h-6 max-w-40 items-center gap-1 rounded-sm px-1 text-muted hover:bg-hover hover:text-ink pointer-coarse:min-h-11"
              >
                <span aria-hidden>↳</span>
                <span className="truncate">
                  <VisibleText text={agent.label} />
                </span>
              </Link>
            </Tooltip>
          </li>
        );
      })}
      {others.length > MOST && <li className="text-faint">and {others.length - MOST} more</li>}
    </ul>
  );
}
