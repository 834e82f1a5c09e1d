import { expect, test } from 'vitest';
import { pickContents } from '@/components/action/pick-contents';
import { amendAction } from '@/lib/actions/server/amend-action';
import { digestPreimage } from '@/lib/actions/server/digest-preimage';
import { getAction } from '@/lib/actions/server/get-action';
import { listVersions } from '@/lib/actions/server/list-versions';
import { ownersOf } from '@/lib/agents/server/owners-of';
import { canonical, digestOf } from '@/lib/log/canonical';
import { as, makePerson } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast, rollback } from '../../support/proposing';

await testDatabase();
const { agent, approver, owner, proposed } = await makeCast();

test('what the page picks out of an action is exactly what its digest binds', async () => {
  const { id } = await proposed(
    rollback({ verification: 'Compare error rates.', parameters: { to: '1.4.1' } }),
  );
  const shown = await getAction(as(approver), { actionId: id, waitS: 0 });
  const picked = pickContents(JSON.parse(JSON.stringify(shown)));
  expect(canonical(picked)).toBe(await digestPreimage(as(approver), id));
  expect(digestOf(picked)).toBe(shown.digest);
});

test('every version is listed as it was proposed, oldest first, to those who may see it', async () => {
  const { id } = await proposed(rollback());
  const amended = await amendAction(as(agent), { actionId: id, ...rollback({ title: 'Again' }) });
  const versions = await listVersions(as(approver), { actionId: id });
  expect(versions.map(({ version, contents }) => [version, contents.title])).toEqual([
    [1, rollback().title],
    [2, 'Again'],
  ]);
  expect(versions[1]?.digest).toBe(amended.digest);

  const stranger = await makePerson('Sten', [{ role: 'approver', service: 'elsewhere' }]);
  const refused = expect.objectContaining({ slug: 'not-found', status: 404 });
  await expect(listVersions(as(stranger), { actionId: id })).rejects.toEqual(refused);
});

test('the owners of an agent are found, of an unknown one none', async () => {
  expect(await ownersOf(agent.id)).toEqual([owner.id]);
  expect(await ownersOf('agt_unknown')).toEqual([]);
});
