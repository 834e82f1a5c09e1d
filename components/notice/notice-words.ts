import type { CalledFor, MatterKind, NoticeKind } from '@/lib/notices/schema';

/** What each kind of notice is called where webhooks are set and where notices are listed. */
export const KIND_WORDS: Record<MatterKind, string> = {
  signature: 'Something to sign',
  stop_point: 'A stop point',
  settlement: 'An outcome that nobody knows',
  undecided: 'Nobody decided in time',
  unredeemed: 'Signed, and not carried out',
  failed: 'Failed after it was signed',
  not_recovered: 'Carried out, not recovered',
  mention: 'A note that names somebody',
  handover: 'Command offered',
  handover_ended: 'What became of an offer of command',
};

export const kindWord = (kind: NoticeKind): string =>
  kind === 'test' ? 'A test' : KIND_WORDS[kind];

export const WHY_WORDS: Record<CalledFor, string> = {
  decides: 'may decide',
  signed_earlier: 'had signed it before it changed',
  signed: 'signed it',
  commands: 'commands',
  nobody_decided: 'told next, since nobody decided',
  asked: 'asked for the test',
  addressed: 'it was said to them',
};

/** "Noor, Abel and 2 others". */
export function sayNames(names: string[]): string {
  const shown = names.slice(0, 4);
  const more = names.length - shown.length;
  if (more > 0) shown.push(more === 1 ? '1 other' : `${more} others`);
  if (shown.length < 2) return shown[0] ?? '';
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
