import 'server-only';
import type { Prisma } from '@/lib/db/generated/client';
import { isWaitingKind, type NoticeKind } from '@/lib/notices/schema';

type Client = Pick<Prisma.TransactionClient, 'action' | 'checkpoint' | 'handover'>;

interface About {
  key: string;
  kind: NoticeKind;
  actionId: string | null;
  checkpointId: string | null;
  version: number | null;
}

/** The state in which each still waits. */
const WAITS = { signature: 'pending_approval', settlement: 'indeterminate' } as const;

/** Whether there is still a reason to wake anybody: what was decided meanwhile is left in peace. */
export async function isOpen(client: Client, about: About): Promise<boolean> {
  const { kind, actionId, checkpointId, version } = about;
  if (kind === 'handover') {
    const open = await client.handover.count({
      where: { id: about.key.slice('handover/'.length), state: 'offered' },
    });
    return open > 0;
  }
  if (!isWaitingKind(kind)) return true;
  if (kind === 'stop_point') {
    const point = await client.checkpoint.findUnique({
      where: { id: checkpointId ?? '' },
      select: { state: true },
    });
    return point?.state === 'waiting';
  }
  const action = await client.action.findUnique({
    where: { id: actionId ?? '' },
    select: { state: true, version: true },
  });
  return action?.state === WAITS[kind] && action.version === version;
}
