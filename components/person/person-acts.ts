import { refusalOf, type Looker } from '@/components/agent/rights';
import { takesTwo, type Wish } from '@/lib/people/rules';
import type { PersonRow } from '@/lib/people/schema';

/** What an admin does with somebody, in the words of the button. */
export const ACT_WORDS = {
  invite: { verb: 'Invite someone', done: 'Invited' },
  roles: { verb: 'Change roles', done: 'Roles changed' },
  disable: { verb: 'Shut out', done: 'Shut out' },
  enable: { verb: 'Let in again', done: 'Let in again' },
  reset: { verb: 'Give a reset link', done: 'Reset link made' },
} as const;
export type ActKind = keyof typeof ACT_WORDS;

export const ACT_SAYS: Record<ActKind, string> = {
  invite: 'They choose a name and a password by a link that works once, within 72 hours.',
  roles:
    'The roles hold from their next request on. A new one counts for what is proposed after it.',
  disable:
    'Their sessions end at once, their signatures on what is not carried out yet count no more.',
  enable: 'With the password and the roles they had. They count for what is proposed from now on.',
  reset:
    'They choose a new password by a link that works once, within a day. After it, their roles count for what is proposed from then on.',
};

/** Whether this takes a second admin, where admins act in twos. */
export function actTakesTwo(
  kind: ActKind,
  { person, roles }: { person?: PersonRow | undefined; roles: PersonRow['roles'] },
): boolean {
  if (kind === 'disable') return false;
  const wish: Wish = kind === 'roles' ? { kind, roles } : { kind };
  return takesTwo(wish, person);
}

/** Why this person cannot do it to that one; undefined where they can. */
export function actRefusal(looker: Looker, kind: ActKind, of?: PersonRow): string | undefined {
  const refused = refusalOf(looker, 'person.manage');
  if (refused !== undefined || !of) return refused;
  if (kind === 'reset' && of.status === 'invited')
    return 'They have not joined. Invite them again.';
  if (kind === 'reset' && of.status === 'disabled') return 'They are shut out. Let them in first.';
  if (kind === 'disable' && of.id === looker.id) return 'You cannot shut yourself out here.';
  return undefined;
}
