import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { DecisionHead } from '@/components/approval/decision-head';
import { DecisionSections } from '@/components/approval/decision-sections';
import { decisionView } from '@/lib/actions/decision-view';
import type { ActionOut } from '@/lib/actions/output';
import { plainLine } from '@/lib/text/plain-line';
import { revealedText } from '@/lib/text/visible';
import { HOSTILE, INNOCENT } from '../../support/hostile/corpus';
import { HOSTILE_CLASSES } from '../../support/hostile/hostile-text';
import { action, AT } from '../pages/samples';

const UNSEEN = /(?![\n\t ])[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Each text field of a proposal that a decision rests on, holding a text from outside. */
const FIELDS: Record<string, (text: string) => Partial<ActionOut>> = {
  title: (title) => ({ title }),
  resource: (resource) => ({
    target: { service: 'checkout', environment: 'production', resource },
  }),
  service: (service) => ({ target: { service, environment: 'production', resource: 'release' } }),
  environment: (environment) => ({
    target: { service: 'checkout', environment, resource: 'release' },
  }),
  argument: (text) => ({ command: { argv: ['deploy', text] } }),
  'patch text': (text) => ({ command: { patch: { format: 'yaml', text } } }),
  'request body': (text) => ({
    command: { request: { method: 'POST', url: 'https://api.example/x', body: { text } } },
  }),
  'parameter name': (text) => ({ parameters: { [text]: 1 } }),
  'parameter value': (text) => ({ parameters: { to: text } }),
  diff: (diff) => ({ diff }),
  'dry run': (dryRun) => ({ dryRun }),
  rationale: (rationale) => ({ rationale }),
  'expected effect': (expectedEffect) => ({ expectedEffect }),
  'way back': (text) => ({ rollback: { text } }),
  'way back, an argument': (text) => ({ rollback: { argv: ['deploy', text] } }),
  'check of recovery': (verificationPlan) => ({ verificationPlan }),
  'cause, as stated': (hypothesisStatement) => ({ hypothesisStatement }),
  'a rival cause': (statement) => ({
    rivals: [{ id: 'h2', statement, status: 'open', confidence: 0.2 }],
  }),
  'what it expects': (text) => ({ expects: { release: text } }),
  'incident title': (title) => ({
    incident: { id: 'inc_1', title, severity: 'sev2', status: 'open' },
  }),
  'proposer’s name': (name) => ({ proposer: { id: 'agt_1', name } }),
  'executor’s name': (name) => ({ executor: { id: 'agt_2', name, fault: null } }),
  'evidence title': (title) => ({ evidence: [evidence({ title })] }),
  'evidence note': (note) => ({ evidence: [evidence({ note })] }),
  'evidence query': (query) => ({ evidence: [evidence({ query })] }),
  'evidence service': (service) => ({ evidence: [evidence({ service })] }),
  'reason of a mark': (flagReason) => ({ evidence: [evidence({ flag: 'key', flagReason })] }),
  'reason of a signature': (reason) => ({
    decisions: [
      {
        id: 'dec_1',
        version: 1,
        decision: 'approve',
        by: { type: 'person', id: 'usr_1', name: 'Ada' },
        reason,
        viewDigest: null,
        brokeGlass: null,
        signature: null,
        view: null,
        at: AT,
        seq: 9,
      },
    ],
  }),
};

const evidence = (more: Partial<ActionOut['evidence'][number]>): ActionOut['evidence'][number] => ({
  id: 'e1',
  seq: 4,
  source: 'logs',
  title: 'Errors of checkout',
  query: null,
  service: 'checkout',
  environment: 'production',
  observedFrom: null,
  observedTo: null,
  format: 'text',
  truncated: false,
  isLater: false,
  masked: 0,
  flag: null,
  flagReason: null,
  digest: 'aa',
  at: AT,
  recordedAt: AT,
  isNamed: true,
  relation: 'supports',
  weight: null,
  note: null,
  ...more,
});

const drawnWith = (more: Partial<ActionOut>): string => {
  const view = decisionView(action(more));
  return renderToStaticMarkup(
    <>
      <DecisionHead view={view} back={{ href: '/', word: '' }} standing={null} room={undefined} />
      <DecisionSections view={view} isPending />
    </>,
  );
};

/** What is executed, and what comes from furthest outside. */
const WHOLE = ['argument', 'evidence title'];

/** What the API takes in these. */
const LONGEST: Record<string, number> = { resource: 300, service: 120, environment: 60 };

/** Elements and attributes that load, run or send; none of them is ours on this page. */
const ALIVE =
  /^<(?:script|iframe|img|form|style|base|meta|object|embed)\b|\s(?:on[a-z]+|src|srcdoc|action|style)=/i;

/** What the markup says, and what it says only to some (titles, names), without its tags. */
const eyeOf = (html: string): string => html.replace(/<[^>]*>/g, '');

test('the corpus is more than 200 texts that differ, and has every class', () => {
  expect(HOSTILE.length).toBeGreaterThan(400);
  expect(new Set(HOSTILE.map(({ text }) => text)).size).toBe(HOSTILE.length);
  expect(new Set(HOSTILE.map((each) => each.class))).toEqual(new Set(HOSTILE_CLASSES));
});

describe('on the decision page, whatever stands in', () => {
  test.each(Object.keys(FIELDS))('%s', { timeout: 60_000 }, (name) => {
    const field = FIELDS[name];
    // Drawing takes some milliseconds: the whole corpus where it matters most, else a sample of it.
    const sample = HOSTILE.filter((_, at) => WHOLE.includes(name) || at % 8 === 0);
    const texts = [...sample.flatMap(({ text, twin }) => [text, twin ?? text]), ...INNOCENT].filter(
      (text) => text.length <= (LONGEST[name] ?? Infinity),
    );
    const drawn = new Map<string, string>();
    for (const text of new Set(texts)) {
      const html = drawnWith(field?.(text) ?? {});
      const about = `${name}: ${JSON.stringify(text.slice(0, 80))}`;
      expect(UNSEEN.exec(html)?.[0], about).toBeUndefined();
      const tags = html.match(/<[^>]*>/g) ?? [];
      // Links of ours lead into this product; there is none that the text brought along.
      const hrefs = tags.flatMap((tag) => /\shref="([^"]*)"/.exec(tag)?.[1] ?? []);
      expect(
        hrefs.filter((href) => !/^\/(?!\/)/.test(href)),
        about,
      ).toEqual([]);
      const bare = tags.map((tag) => tag.replace(/"[^"]*"/g, '""'));
      expect(
        bare.filter((tag) => ALIVE.test(tag)),
        about,
      ).toEqual([]);
      const seen = eyeOf(html);
      expect(drawn.get(seen) ?? text, `${about} is drawn like another`).toBe(text);
      drawn.set(seen, text);
    }
  });
});

describe('in every other channel', () => {
  test.each(HOSTILE.map(({ name, text }) => [name, text]))('%s', (_name, text) => {
    for (const drawn of [revealedText(text), revealedText(text, true), plainLine(text)]) {
      expect(drawn).not.toMatch(UNSEEN);
      expect(drawn.isWellFormed()).toBe(true);
    }
    expect(plainLine(text)).not.toMatch(/[\n\t]/);
  });

  test('differing texts give differing lines', () => {
    const lines = new Set(HOSTILE.map(({ text }) => plainLine(text)));
    expect(lines.size).toBe(HOSTILE.length);
  });

  test('what passes for another is drawn as something else than that', () => {
    for (const { text, twin, name } of HOSTILE) {
      if (twin) expect(revealedText(text, true), name).not.toBe(revealedText(twin, true));
    }
  });

  test.each(INNOCENT)('and this is drawn as it was written: %s', (text) => {
    expect(revealedText(text)).toBe(text);
  });
});
