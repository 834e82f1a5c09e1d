import type { OverviewMark } from './overview-marks';

export interface MarkCluster {
  key: string;
  /** Where it stands, 0 at the strip's beginning and 1 at its end. */
  share: number;
  label: string;
  /** Those of its last mark: what happened in the end. */
  tone: OverviewMark['tone'];
  select: string;
  count: number;
}

/**
 * Marks, in order of time, as buttons that do not lie on each other: what stands closer to the
 * cluster before it than `apart` (a share of the strip) joins it.
 */
export function clusterMarks(
  marks: OverviewMark[],
  shareOf: (ms: number) => number,
  apart: number,
): MarkCluster[] {
  const clusters: MarkCluster[] = [];
  for (const { key, at, label, tone, select } of marks) {
    const share = shareOf(Date.parse(at));
    const last = clusters.at(-1);
    if (last && share - last.share < apart) {
      Object.assign(last, {
        tone,
        select,
        label: `${last.label}; ${label}`,
        count: last.count + 1,
      });
    } else {
      clusters.push({ key, share, label, tone, select, count: 1 });
    }
  }
  return clusters;
}
