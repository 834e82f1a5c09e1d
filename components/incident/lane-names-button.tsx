'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { late } from '@/components/ui/late';
import type { Activity } from '@/lib/investigations/activity';
import type { LaneAgent } from '@/lib/investigations/views';
import { FEW_LANES, stripLanes } from './strip-lanes';
import { timeScale } from './time-scale';

const LaneNames = late(() => import('./lane-names'));

interface LaneNamesButtonProps {
  activity: Activity['items'];
  agents: readonly Pick<LaneAgent, 'id' | 'label'>[];
  /** So many agents have a lane each. */
  most: number;
  onMost: (most: number) => void;
}

/** Nothing is drawn of it: the lanes are counted and named. */
const NO_SCALE = timeScale([], 0, 0);

/** How many lanes there are; the names behind it come at its first press. */
export function LaneNamesButton({ activity, agents, most, onMost }: LaneNamesButtonProps) {
  const [isAsked, setAsked] = useState(false);
  const lanes = stripLanes(activity, agents, NO_SCALE, Number.POSITIVE_INFINITY);
  if (lanes.length < 2) return null;
  if (isAsked) {
    return (
      <LaneNames
        lanes={lanes}
        isMany={agents.length > FEW_LANES + 1}
        showsAll={most > FEW_LANES}
        onClose={() => setAsked(false)}
        onShowAll={(showsAll) => onMost(showsAll ? Number.POSITIVE_INFINITY : FEW_LANES)}
      />
    );
  }
  return (
    <Button size="sm" variant="ghost" aria-haspopup="dialog" onClick={() => setAsked(true)}>
      {lanes.length} lanes
    </Button>
  );
}
