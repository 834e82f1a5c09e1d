import { z } from 'zod';
import { actionSummary } from '@/lib/actions/output';
import { actionState, risk } from '@/lib/actions/schema';
import { severity } from '@/lib/incidents/schema';
import { checkpointStage, checkpointState } from '@/lib/investigations/schema';
import { eventActor, instantOut } from '@/lib/log/schema';
import { saidKind, waitingKind } from '@/lib/notices/schema';

const named = z.object({ id: z.string(), name: z.string() });

/** One thing that waits on people, and on whom. */
export const inboxItem = z.object({
  kind: waitingKind,
  id: z.string(),
  investigationId: z.string(),
  incident: z.object({ id: z.string(), title: z.string(), severity }),
  service: z.string(),
  environment: z.string(),
  risk: risk.nullable(),
  /** Of a stop point: which. */
  stage: checkpointStage.nullable(),
  /** Of a stop point: what its agent says of it. */
  summary: z.string().nullable(),
  /** Of an action: the whole of it, as lists show it. */
  action: actionSummary.nullable(),
  since: instantOut,
  /** Null where no clock ends the waiting. */
  expiresAt: instantOut.nullable(),
  isMine: z.boolean(),
  /** Why it is not, where one's role would fit. */
  whyNotMine: z.string().nullable(),
  /** Who may decide now, some of them by name; one's own not among them. */
  waitsOn: z.array(named),
  waitsOnCount: z.number().int(),
  /** What came of telling them; null until they were told. */
  told: z
    .object({
      at: instantOut,
      people: z.number().int(),
      reached: z.number().int(),
      opened: z.number().int(),
      /** How many groups beyond the first were told. */
      step: z.number().int(),
    })
    .nullable(),
});
export type InboxItem = z.infer<typeof inboxItem>;

/** What somebody said to the reader: a note that names them, or command offered to them. */
export const addressedItem = z.object({
  kind: saidKind.exclude(['handover_ended']),
  key: z.string(),
  /** By which the reader's having opened it is known. */
  noticeId: z.string(),
  by: eventActor,
  text: z.string(),
  incident: z.object({ id: z.string(), title: z.string(), severity }),
  service: z.string(),
  environment: z.string(),
  /** Of a note: where it stands. */
  investigationId: z.string().nullable(),
  seq: z.number().int().nullable(),
  at: instantOut,
});
export type AddressedItem = z.infer<typeof addressedItem>;

export const inboxView = z.object({
  /** Said to the reader, and not opened yet: command offered first, then the newest. */
  addressed: z.array(addressedItem),
  /** The most urgent first; what waits on the reader before the rest. */
  items: z.array(inboxItem),
  isCut: z.boolean(),
  now: instantOut,
});
export type InboxView = z.infer<typeof inboxView>;

export const inboxCount = z.object({ mine: z.number().int() });
export type InboxCount = z.infer<typeof inboxCount>;

/** A person's decision on an action or a stop point, and what became of it. */
export const decidedItem = z.object({
  key: z.string(),
  at: instantOut,
  by: eventActor,
  decision: z.enum(['approve', 'reject', 'release', 'return', 'stop']),
  reason: z.string().nullable(),
  /** How long it had waited, in milliseconds. */
  waitedMs: z.number(),
  service: z.string(),
  environment: z.string(),
  incidentId: z.string(),
  investigationId: z.string(),
  /** Of an action: what it is, and how it stands now. */
  action: z
    .object({
      id: z.string(),
      title: z.string(),
      version: z.number().int(),
      state: actionState,
      isCurrent: z.boolean(),
      verification: z.string().nullable(),
    })
    .nullable(),
  checkpoint: z
    .object({ id: z.string(), stage: checkpointStage, state: checkpointState })
    .nullable(),
});
export type DecidedItem = z.infer<typeof decidedItem>;

export const whose = z.enum(['mine', 'team']);
export type Whose = z.infer<typeof whose>;
