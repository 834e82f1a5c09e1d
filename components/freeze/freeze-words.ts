import type { FreezeOut } from '@/lib/freeze/output';
import { plainLine } from '@/lib/text/plain-line';

export const EVERYTHING = '*';

/** "Everything", "checkout". */
export const frozenName = (service: string): string =>
  service === EVERYTHING ? 'Everything' : service;

/** Why a button that sets something going cannot be pressed; the band above it says why they froze it. */
export const whyFrozen = ({ service, setBy }: FreezeOut): string =>
  plainLine(`${frozenName(service)} is frozen, by ${setBy.name}. Lifting it takes two people.`);

const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

/** What a freeze held, in a sentence or two; nothing, where the reader may not know it all. */
export function sayCounts(counts: FreezeOut['counts']): string {
  if (!counts) return '';
  const { paused, revoked, underWay } = counts;
  const held = [
    paused === 0 ? 'No agent was at work' : `${many(paused, 'run', 'runs')} paused`,
    ...(revoked > 0
      ? [
          `${many(revoked, 'signed change', 'signed changes')} voided before anything was carried out`,
        ]
      : []),
  ].join(', ');
  const going =
    underWay === 0
      ? ''
      : ` ${many(underWay, 'change was', 'changes were')} being carried out already, and could not be recalled.`;
  return `${held}.${going}`;
}
