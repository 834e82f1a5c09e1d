import { afterAll, describe, expect, test } from 'vitest';
import { PROBLEM_SLUGS, problemText } from '@/lib/problems/list';
import { testDatabase } from '../../support/database';
import { startServer } from '../../support/server';

const database = await testDatabase();
const server = await startServer({ databaseUrl: database.url });
afterAll(() => server.stop());

/** A page's text as a reader without scripts has it. */
async function read(address: string) {
  const response = await fetch(address, { redirect: 'manual' });
  const html = (await response.text()).replaceAll(/<script\b.*?<\/script>/gs, '');
  const text = html.replaceAll(/<[^>]*>/g, '').replaceAll('&#x27;', "'");
  return { status: response.status, html, text: text.replaceAll(/&(quot|amp);/g, decoded) };
}
const decoded = (_all: string, name: string) => (name === 'quot' ? '"' : '&');

describe('a problem’s address', () => {
  test.each(PROBLEM_SLUGS)('leads to a page about %s, for anybody', async (slug) => {
    const { status, text } = await read(`${server.url}/problems/${slug}`);
    expect(status).toBe(200);
    const { title, means, unchanged, next } = problemText(slug);
    for (const said of [slug, title, means, unchanged, next]) {
      expect(text).toContain(said.replaceAll('`', ''));
    }
  });

  test('is what a refusal names as its type', async () => {
    const refused = await fetch(`${server.url}/api/v1/incidents`);
    const { type, title }: { type: string; title: string } = await refused.json();
    expect(type).toBe(`${server.url}/problems/unauthenticated`);
    const page = await read(type);
    expect([page.status, page.text.includes(title)]).toEqual([200, true]);
  });

  test.each(['no-such-problem', 'constructor', '%00', 'INVALID'])(
    'that is none says 404: %s',
    async (slug) => {
      expect((await read(`${server.url}/problems/${slug}`)).status).toBe(404);
    },
  );
});

test('all problems are listed in one place', async () => {
  const { status, html } = await read(`${server.url}/problems`);
  expect(status).toBe(200);
  for (const slug of PROBLEM_SLUGS) expect(html).toContain(`href="/problems/${slug}"`);
});
