import { expect, test } from 'vitest';
import { expectProblem } from '../support/api';
import { contractServer } from '../support/contract-server';
import { beginInvestigation, openIncident } from '../support/investigation';
import { newPerson } from './people';
import { connect } from './sse-reader';

const { as, server } = await contractServer();

const patch = (id: string, body: object) => as.commander('PATCH', `/incidents/${id}`, body);

test('PATCH makes an incident part of another, as often as it is sent', async () => {
  const [one, two] = [await openIncident(as.commander), await openIncident(as.commander)];
  for (let time = 0; time < 2; time += 1) {
    const answer = await patch(one, { mergedInto: two });
    expect(answer).toMatchObject({ status: 200, body: { id: one, mergedInto: two } });
  }
  const change = await patch(one, { severity: 'sev1' });
  expect(expectProblem(change, 409, 'merged')).toMatchObject({ mergedInto: two });
  const begun = await as.agent('POST', '/investigations', { incidentId: one });
  expect(expectProblem(begun, 409, 'merged')).toMatchObject({ mergedInto: two });
  expectProblem(await patch(two, { mergedInto: one }), 409, 'merged');
  expectProblem(await patch(two, { mergedInto: 'inc_nobody' }), 400, 'unknown-reference');
  expectProblem(
    await as.agent('PATCH', `/incidents/${two}`, { mergedInto: one }),
    403,
    'forbidden',
  );

  const back = await as.commander('POST', `/incidents/${one}/unmerge`, { reason: 'Disks.' });
  expect(back).toMatchObject({ status: 200, body: { mergedInto: null, status: 'open' } });
  const again = await as.commander('POST', `/incidents/${one}/unmerge`, { reason: 'Disks.' });
  expectProblem(again, 409, 'not-merged');
});

test('a merge that is sent twice under one key is answered alike and told once', async () => {
  const [one, two] = [await openIncident(as.commander), await openIncident(as.commander)];
  const key = { 'Idempotency-Key': 'merge-once' };
  const send = () => as.commander('POST', `/incidents/${two}/merges`, { incidentIds: [one] }, key);
  const [first, second] = [await send(), await send()];
  expect(first.status).toBe(200);
  expect(second.body).toEqual(first.body);
  const room = await as.observer('GET', `/incidents/${two}/room`);
  const told = (room.body.incidentEvents as { kind: string }[]).map(({ kind }) => kind);
  expect(told.filter((kind) => kind === 'incident.joined')).toHaveLength(1);
});

test('an open room is told of a merge, and from then on of the runs that came with it', async () => {
  const { incidentId, investigationId } = await beginInvestigation(as.commander, as.agent);
  const survivor = await openIncident(as.commander);
  const reader = await newPerson(server.url, as.admin, [{ role: 'observer', service: '*' }]);
  const address = `${server.url}/api/v1/live?room=${survivor}`;
  const { frames, leave } = await connect(address, { Cookie: reader.cookie });
  const until = async (kind: string) => {
    // Not by for-await, which would end the stream with the first that fits.
    for (let next = await frames.next(); !next.done; next = await frames.next()) {
      if (next.value.event !== 'timeline') continue;
      const frame = next.value.data as { stream: string; event: { kind: string; seq: number } };
      if (frame.event.kind === kind) return frame;
    }
    throw new Error(`The stream ended before ${kind}.`);
  };
  await until('incident.opened');
  await patch(incidentId, { mergedInto: survivor });
  expect(await until('incident.joined')).toMatchObject({ stream: survivor });
  const note = async (id: string) => {
    const at = new Date().toISOString();
    const events = [{ id, kind: 'note.added', at, text: id }];
    const posted = await as.agent('POST', `/investigations/${investigationId}/events`, { events });
    expect(posted.status).toBe(200);
  };
  // That it was told precedes by a moment that its runs are carried; what they say is told either way.
  const heard = until('note.added');
  await note('first');
  expect(await heard).toMatchObject({ stream: investigationId });
  leave();
});

test('a person says of incidents that they are not the same', async () => {
  const ids = [await openIncident(as.commander), await openIncident(as.commander)];
  const body = { incidentIds: ids, reason: 'Two disks.' };
  expect((await as.commander('POST', '/incidents/apart', body)).status).toBe(200);
  const told = await as.observer('GET', `/incidents/${ids[0]}`);
  expect(told.body.apartFrom).toEqual([ids[1]]);
  expectProblem(await as.approver('POST', '/incidents/apart', body), 403, 'forbidden');
  const one = { incidentIds: [ids[0], ids[0]] };
  expectProblem(await as.commander('POST', '/incidents/apart', one), 400, 'invalid');
});
