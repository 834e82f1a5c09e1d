import { z } from 'zod';
import { roleBindingsSchema } from '@/lib/access/schema';
import { eventActor, instantOut, madeId } from '@/lib/log/schema';
import { invitePersonInput } from '@/lib/people/schema';

export const personChangeKind = z.enum(['invite', 'roles', 'enable', 'reset']);
export type PersonChangeKind = z.infer<typeof personChangeKind>;

export const personChangeState = z.enum(['proposed', 'agreed', 'declined', 'withdrawn']);

/** A change of people that one admin proposed and another has to agree to. */
export const personChangeRow = z.object({
  id: z.string(),
  personId: z.string(),
  kind: personChangeKind,
  /** Of an invitation. */
  email: z.string().nullable(),
  /** Those wanted, of an invitation or a change of roles. */
  roles: roleBindingsSchema.nullable(),
  reason: z.string(),
  state: personChangeState,
  proposedBy: eventActor,
  proposedAt: instantOut,
  /** Afterwards nobody can agree any more. */
  expiresAt: instantOut,
  decidedBy: eventActor.nullable(),
  decidedAt: instantOut.nullable(),
  decisionReason: z.string().nullable(),
});
export type PersonChangeRow = z.infer<typeof personChangeRow>;

const ref = { change: z.string() };

export const personChangePayloads = {
  'person.change_proposed': personChangeRow
    .pick({ kind: true, email: true, roles: true, reason: true, expiresAt: true })
    .extend(ref),
  'person.change_agreed': z.object(ref),
  'person.change_declined': z.object({ ...ref, reason: z.string() }),
  'person.change_withdrawn': z.object(ref),
};

const reason = z.string().trim().min(1, 'is needed').max(4000);
const ofPerson = { personId: madeId, reason };

export const proposeChangeInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('invite'), ...invitePersonInput.shape, reason }),
  z.strictObject({ kind: z.literal('roles'), ...ofPerson, roles: roleBindingsSchema }),
  z.strictObject({ kind: z.literal('enable'), ...ofPerson }),
  z.strictObject({ kind: z.literal('reset'), ...ofPerson }),
]);
export type ProposeChangeInput = z.infer<typeof proposeChangeInput>;

/** What came of agreeing; the link, of an invitation or a reset, is shown this once. */
export const agreedChange = z.object({
  change: personChangeRow,
  link: z.string().optional(),
  linkExpiresAt: instantOut.optional(),
});
export type AgreedChange = z.infer<typeof agreedChange>;
