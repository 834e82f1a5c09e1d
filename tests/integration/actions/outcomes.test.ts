import { describe, expect, test } from 'vitest';
import type { ActionOut } from '@/lib/actions/output';
import { amendAction } from '@/lib/actions/server/amend-action';
import { getAction } from '@/lib/actions/server/get-action';
import { withdrawAction } from '@/lib/actions/server/withdraw-action';
import { giveControl } from '@/lib/investigations/server/give-control';
import { as, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast, rollback } from '../../support/proposing';

await testDatabase();
const { agent, approver, commander, proposed, sign } = await makeCast();

const late = await makePerson('Lara', role('approver'));
const approverRef = expect.objectContaining({ id: approver.id, name: 'Abel' });

/** How each wait may end, by whom. */
const ENDINGS: Record<string, (action: ActionOut) => Promise<unknown>> = {
  rejected: (action) => sign(action, 'reject'),
  withdrawn: ({ id }) => withdrawAction(as(agent), { actionId: id, reason: 'Not needed.' }),
  revoked: ({ investigationId }) =>
    giveControl(as(commander), { id: investigationId, control: 'stop', reason: 'Enough.' }),
};

describe('how a wait ended is told apart', () => {
  test.each(Object.keys(ENDINGS))(
    'to the agent, and to who decides too late: %s',
    async (state) => {
      const action = await proposed();
      await ENDINGS[state]?.(action);
      const told = await getAction(as(agent), { actionId: action.id, waitS: 0 });
      expect(told.state).toBe(state);
      expect(told.endedReason).toBeTruthy();
      await expect(sign(action, 'approve', late)).rejects.toEqual(
        expect.objectContaining({
          slug: 'already-decided',
          extra: expect.objectContaining({
            state,
            decisions:
              state === 'rejected'
                ? [expect.objectContaining({ decision: 'reject', by: approverRef })]
                : [],
          }),
        }),
      );
    },
  );

  test('a new version says which one stands, and keeps the old signature as one of the old', async () => {
    const action = await proposed();
    await sign(action);
    await amendAction(as(agent), { actionId: action.id, ...rollback({ title: 'Again' }) });
    const told = await getAction(as(agent), { actionId: action.id, waitS: 0 });
    expect(told).toMatchObject({ state: 'pending_approval', version: 2, grant: null });
    expect(told.decisions).toMatchObject([{ version: 1, decision: 'approve' }]);
    await expect(sign(action)).rejects.toEqual(
      expect.objectContaining({ slug: 'version-superseded', extra: { version: 2 } }),
    );
  });
});
