import { beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type RoleBinding } from '@/lib/access/schema';
import { makePerson } from '../support/actors';
import { contractServer } from '../support/contract-server';
import { eventCount } from '../support/event-count';
import { passCheckpoint, rollback } from '../support/investigation';
import { evidence, hypothesis } from '../support/investigation-events';
import { openSession } from '../support/session';

const { as, server } = await contractServer();
const MARK = 'Zugspitze';

/** Who knows of checkout, and who knows of another service, or of another environment, alone. */
const INSIDE: RoleBinding[][] = [
  ...ROLES.map((role): RoleBinding[] => [{ role, service: 'checkout' }]),
  [{ role: 'approver', service: 'checkout', environments: ['production'] }],
];
const OUTSIDE: RoleBinding[][] = [
  ...ROLES.map((role) => [{ role, service: 'payments' }]),
  [
    { role: 'commander', service: 'payments' },
    { role: 'approver', service: 'storefront' },
  ],
];
/** They know of the service, and so of its freeze, and of nothing that happens in production. */
const NEXT_DOOR: RoleBinding[] = [
  { role: 'commander', service: 'checkout', environments: ['staging'] },
  { role: 'approver', service: '*', environments: ['staging', 'test'] },
];
const wordsFor = (roles: RoleBinding[]): string =>
  roles
    .map(({ role, service, environments }) =>
      [`${role} of ${service}`, ...(environments ? [`in ${environments.join()}`] : [])].join(' '),
    )
    .join(' and ');

/** Every way of asking for a page: as a browser does, and around it. */
const FORMS: Record<string, RequestInit & { headers: Record<string, string> }> = {
  'a page': { headers: {} },
  'its data alone': { headers: { RSC: '1' } },
  'a prefetch': { headers: { RSC: '1', 'Next-Router-Prefetch': '1' } },
  'a segment': {
    headers: {
      RSC: '1',
      'Next-Router-Prefetch': '1',
      'Next-Router-Segment-Prefetch': '/_tree',
    },
  },
  'its head': { method: 'HEAD', headers: {} },
  'an action of a page': {
    method: 'POST',
    headers: { 'Next-Action': '7f0000000000000000000000000000000000000000', Origin: server.url },
    body: '[]',
  },
  'a form': {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: server.url },
    body: 'decision=approve',
  },
};

const ids = { incident: '', action: '', freeze: '' };
const PAGES: Record<string, () => string> = {
  'the room': () => `/incidents/${ids.incident}`,
  'the decision': () => `/approvals/${ids.action}`,
  'the freeze': () => `/freezes/${ids.freeze}`,
};
const LISTS = ['/incidents', '/wall', '/approvals', '/archive', '/freezes', '/services', '/agents'];

/**
 * What a browser that stands in a layout sends for the page in it: Next then renders the page alone,
 * and whatever the layout would have asked is not asked.
 */
const insideOf = (path: string): Record<string, string> => {
  const [, section = '', id = ''] = path.split('/');
  const page = ['__PAGE__', {}, null, 'refetch'];
  const holding = (segment: unknown, children: unknown) => [segment, { children }, null, null];
  const param = ['id', id, 'd', null];
  const tree = holding('', holding('(console)', holding(section, holding(param, page))));
  return { RSC: '1', 'Next-Router-State-Tree': encodeURIComponent(JSON.stringify(tree)) };
};

async function ask(cookie: string, path: string, form: RequestInit = {}) {
  const headers = { ...(form.headers as Record<string, string>), Cookie: cookie };
  // Next sends whoever asks for data without its cache's parameter on to the address that has it.
  const response = await fetch(server.url + path, { ...form, headers, redirect: 'follow' });
  return { status: response.status, text: await response.text() };
}

beforeAll(async () => {
  const opened = await as.commander('POST', '/incidents', {
    title: `Nobody else’s: ${MARK}`,
    severity: 'sev2',
    service: 'checkout',
    environment: 'production',
  });
  ids.incident = String(opened.body.id);
  const begun = await as.agent('POST', '/investigations', { incidentId: ids.incident });
  const run = String(begun.body.id);
  await as.agent('POST', `/investigations/${run}/events`, {
    events: [evidence('e1'), hypothesis('h1', `It is ${MARK}`)],
  });
  await passCheckpoint(as.commander, as.agent, run, 'evidence');
  await passCheckpoint(as.commander, as.agent, run, 'commitment');
  const path = `/investigations/${run}/actions`;
  const proposed = await as.agent('POST', path, rollback({ title: `Undo ${MARK}` }));
  ids.action = String(proposed.body.id);
  const freeze = { service: 'checkout', reason: `While ${MARK} lasts.` };
  ids.freeze = String((await as.commander('POST', '/freezes', freeze)).body.id);
});

describe.each(OUTSIDE.map((roles) => [wordsFor(roles), roles] as const))('%s', (name, roles) => {
  let cookie = '';
  beforeAll(async () => {
    cookie = await openSession((await makePerson(name, roles)).id);
  });

  test.each(Object.keys(PAGES))(
    'is told by no request that there is such a thing as %s',
    async (page) => {
      const path = PAGES[page]!();
      const before = await eventCount();
      for (const [form, init] of Object.entries(FORMS)) {
        const { status, text } = await ask(cookie, path, init);
        expect(text, form).not.toContain(MARK);
        // A prefetch may be answered with the shell that all pages share.
        if (form === 'a page' || form === 'its head') expect(status, form).toBe(404);
      }
      const { text } = await ask(cookie, path, { headers: insideOf(path) });
      expect(text).not.toContain(MARK);
      expect(await eventCount()).toBe(before);
    },
  );

  test.each(LISTS)('finds nothing of it in %s', async (path) => {
    for (const init of [{ headers: {} }, { headers: { RSC: '1' } }]) {
      expect((await ask(cookie, path, init)).text).not.toContain(MARK);
    }
    // Naming the service by hand opens nothing either.
    const { text } = await ask(cookie, `${path}?service=checkout`);
    expect(text).not.toContain(MARK);
  });
});

test('whoever knows of the service is shown all of them, as a page and as its data', async () => {
  for (const roles of INSIDE) {
    const person = await makePerson(wordsFor(roles), roles);
    const cookie = await openSession(person.id);
    for (const [page, path] of Object.entries(PAGES)) {
      const shown = await ask(cookie, path());
      expect([shown.status, shown.text.includes(MARK)], `${page}: ${person.name}`).toEqual([
        200,
        true,
      ]);
      for (const headers of [{ RSC: '1' }, insideOf(path())]) {
        const data = await ask(cookie, path(), { headers });
        expect(data.text.includes(MARK), `${page}: ${person.name}`).toBe(true);
      }
    }
  }
});

test('whoever knows of another environment is told of the freeze, which is there too, and of no more', async () => {
  const cookie = await openSession((await makePerson(wordsFor(NEXT_DOOR), NEXT_DOOR)).id);
  const told = [`: ${MARK}`, `Undo ${MARK}`, `It is ${MARK}`];
  const isTold = (text: string) => told.filter((each) => text.includes(each));
  for (const page of ['the room', 'the decision']) {
    const path = PAGES[page]!();
    for (const [form, init] of Object.entries(FORMS)) {
      const { status, text } = await ask(cookie, path, init);
      expect(isTold(text), `${page}: ${form}`).toEqual([]);
      if (form === 'a page' || form === 'its head') expect(status, form).toBe(404);
    }
    const { text } = await ask(cookie, path, { headers: insideOf(path) });
    expect(isTold(text), page).toEqual([]);
  }
  for (const path of LISTS) {
    for (const from of [path, `${path}?service=checkout`]) {
      expect(isTold((await ask(cookie, from)).text), from).toEqual([]);
    }
  }
  const freeze = await ask(cookie, PAGES['the freeze']!());
  expect([freeze.status, freeze.text.includes(`While ${MARK} lasts.`)]).toEqual([200, true]);
});

test('nobody who is not signed in is told anything', async () => {
  for (const path of Object.values(PAGES)) {
    for (const [form, init] of Object.entries(FORMS)) {
      expect((await ask('', path(), init)).text, form).not.toContain(MARK);
    }
    expect((await ask('', path(), { headers: insideOf(path()) })).text).not.toContain(MARK);
  }
});
