import type { RoleBinding } from '@/lib/access/schema';
import { postInvitation, postReset, postStanding, putRoles } from '@/lib/people/client';
import { postChange } from '@/lib/people/client-changes';
import type { ActKind } from './person-acts';

export interface Act {
  kind: ActKind;
  personId: string;
  email: string;
  roles: RoleBinding[];
  reason: string;
  /** Another admin has to agree. */
  isProposal: boolean;
}

async function propose({ kind, personId, email, roles, reason }: Act): Promise<undefined> {
  if (kind === 'invite') await postChange({ kind, email, roles, reason });
  else if (kind === 'roles') await postChange({ kind, personId, roles, reason });
  else if (kind !== 'disable') await postChange({ kind, personId, reason });
}

/** Does or proposes an act; a link that came of it is for showing once. @throws ApiProblem */
export async function sendAct(act: Act): Promise<{ link: string; expiresAt: string } | undefined> {
  const { kind, personId, email, roles, reason } = act;
  if (act.isProposal) return propose(act);
  if (kind === 'invite') return postInvitation({ email, roles });
  if (kind === 'reset') return postReset(personId);
  if (kind === 'roles') await putRoles(personId, roles);
  else await postStanding(personId, kind, reason);
  return undefined;
}
