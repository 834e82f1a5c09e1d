import type { Role } from '@/lib/access/schema';
import type { CoSigner, Requirements } from '@/lib/policies/schema';

/** Who signs whatever a policy says: another role only ever comes on top. */
export const APPROVER = 'approver';

/** No other role counts toward a quorum, whatever requirements may name. */
export const SIGNING_ROLES: readonly Role[] = [APPROVER, 'commander'];

type Signing = Pick<Requirements, 'approvals' | 'roles'>;

const coSignersOf = ({ roles }: Pick<Signing, 'roles'>): string[] =>
  roles.filter((role) => role !== APPROVER);

/** How many approvers sign, co-signers left out. */
export const approversOf = (of: Signing): number => of.approvals - coSignersOf(of).length;

/** So many approvers, and one of each other role besides. */
const signing = (approvers: number, coSigners: readonly string[]): Signing => {
  const others = [...new Set(coSigners)].toSorted();
  return { approvals: approvers + others.length, roles: [APPROVER, ...others] };
};

/** Of a policy's settings: its signatures, which are approvers', and the co-signer's. */
export const signingOf = (approvers: number, coSigner: CoSigner): Signing =>
  signing(approvers, coSigner === 'none' ? [] : [coSigner]);

/** What both ask for: the more approvers, and every co-signer that either names. */
export const stricterSigning = (a: Signing, b: Signing): Signing =>
  signing(Math.max(approversOf(a), approversOf(b)), [...coSignersOf(a), ...coSignersOf(b)]);

/** The role of the co-signer, if one is asked for besides the approvers. */
export const coSignerOf = (of: Pick<Signing, 'roles'>): string | undefined => coSignersOf(of)[0];

/** Somebody whose signature counts, by those of their roles that the requirements name. */
export interface Signer {
  id: string;
  roles: readonly string[];
}

/**
 * For each signature that is still missing, the role whose it is. Each signature counts for one role,
 * so whoever holds two does not sign for both. Those who can fill one place only take theirs first,
 * which is the best for two roles, and a policy knows no more.
 */
export function stillNeeded(signers: readonly Signer[], of: Signing): string[] {
  const open = [...Array<string>(approversOf(of)).fill(APPROVER), ...coSignersOf(of)];
  for (const { roles } of signers.toSorted((a, b) => a.roles.length - b.roles.length)) {
    const at = open.findIndex((role) => roles.includes(role));
    if (at >= 0) open.splice(at, 1);
  }
  return open;
}

/** Whether another signature brings nearer what is asked for, or all is there already. */
export function isOfUse(signers: readonly Signer[], another: Signer, of: Signing): boolean {
  const missing = stillNeeded(signers, of).length;
  return missing === 0 || stillNeeded([...signers, another], of).length < missing;
}

const withArticle = (role: string): string => `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}`;

/** Whose signatures are missing, as “an approver”, “2 approvers and a commander”. */
export function neededWords(missing: readonly string[]): string {
  const counted = [...new Set(missing)].map((role) => {
    const count = missing.filter((each) => each === role).length;
    return count === 1 ? withArticle(role) : `${count} ${role}s`;
  });
  return counted.join(' and ');
}
