import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandTemplate } from '@/lib/source-links/expand';
import { linksFor } from '@/lib/source-links/rules';
import type { LinkFacts, SourceLinkRow } from '@/lib/source-links/schema';

const facts = (more: Partial<LinkFacts> = {}): LinkFacts => ({
  source: 'logs',
  service: 'checkout',
  environment: 'production',
  query: '{app="checkout"} |= "error"',
  observedFrom: '2026-05-04T14:02:11.500Z',
  observedTo: '2026-05-04T14:17:00.000Z',
  ...more,
});

const hrefOf = (template: string, more: Partial<LinkFacts> = {}): string => {
  const expansion = expandTemplate(template, facts(more));
  if (!expansion.ok) throw new Error(`no link: ${expansion.why}`);
  return expansion.href;
};

describe('an observation in a template', () => {
  test.each([
    ['{{from.ms}}', '1777903331500'],
    ['{{from.s}}', '1777903331'],
    ['{{from.us}}', '1777903331500000'],
    ['{{to.iso}}', '2026-05-04T14:17:00.000Z'],
    ['{{query}}', '{app="checkout"} |= "error"'],
    ['{{service}}', 'checkout'],
    ['{{environment}}', 'production'],
  ])('%s is read back as it was', (placeholder, value) => {
    const url = new URL(hrefOf(`https://g.example/?a=1&q=${placeholder}&b=2`));
    expect(url.searchParams.get('q')).toBe(value);
    expect([...url.searchParams.keys()]).toEqual(['a', 'q', 'b']);
  });

  test.each([
    ['kubectl get pods -n shop', 'shop'],
    ['kubectl logs --namespace=shop web-0', 'shop'],
    ['up{namespace="shop"}', 'shop'],
    ['kubernetes.namespace_name: shop', 'shop'],
  ])('names the namespace that %s states', (query, namespace) => {
    expect(hrefOf('https://g.example/{{namespace}}', { query })).toBe(
      `https://g.example/${namespace}`,
    );
  });

  test('has no namespace where its query states two', () => {
    const query = 'kubectl get pods -n shop; kubectl get pods -n bank';
    expect(expandTemplate('https://g.example/{{namespace}}', facts({ query }))).toEqual({
      ok: false,
      why: 'missing',
      field: 'namespace',
    });
  });

  test('names its trace only where exactly one is stated', () => {
    const one = '4bf92f3577b34da6a3ce929d0e0e4736';
    const template = 'https://j.example/trace/{{trace_id}}';
    expect(hrefOf(template, { query: `trace ${one}` })).toBe(`https://j.example/trace/${one}`);
    const two = `${one} ${one.replace('4', '5')}`;
    expect(expandTemplate(template, facts({ query: two })).ok).toBe(false);
  });

  test('that states no window takes the fallback, and gives no link without one', () => {
    const without = { observedFrom: null };
    expect(hrefOf('https://g.example/?f={{from.ms|now-6h}}', without)).toBe(
      'https://g.example/?f=now-6h',
    );
    expect(expandTemplate('https://g.example/?f={{from.ms}}', facts(without))).toEqual({
      ok: false,
      why: 'missing',
      field: 'from',
    });
  });

  test.each([
    ['..', 'path'],
    ['.', 'path'],
    ['a/../../admin', 'path'],
    ['a\\b', 'path'],
    ['a\u0000b', 'path'],
    ['\ud800', 'text'],
  ])('%j gives no link in a path', (query, why) => {
    expect(expandTemplate('https://g.example/t/{{query}}/x', facts({ query }))).toEqual({
      ok: false,
      why,
    });
  });

  test('gives no link that is longer than servers take', () => {
    const long = expandTemplate(
      'https://g.example/?q={{query}}',
      facts({ query: 'x'.repeat(9000) }),
    );
    expect(long).toEqual({ ok: false, why: 'long' });
  });

  test('gives none for a template that would not be saved today', () => {
    expect(expandTemplate('http://evil.example/{{query}}', facts())).toEqual({
      ok: false,
      why: 'template',
    });
  });
});

/** What an agent may send, and what it would send to break out. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(...`"'\\!&=#?/@:;%{}()[]<>|+. \n\r\t\u202e\u2028a0`.split('')),
  }),
  fc.constantFrom(
    '&orgId=2',
    '#/evil',
    '@evil.example/',
    'https://evil.example',
    '"}],"datasource":"other',
    "')),evil:('",
    '%26orgId%3D2',
    '%2e%2e%2f',
    '\\"',
    '+',
    '{{from.ms}}',
  ),
);
const anyFacts = fc.record({ query: hostile, service: hostile, environment: hostile });

describe('whatever an agent writes', () => {
  test('never changes the origin, the path or the parameters', () => {
    const template =
      'https://g.example:8443/a/b?x=1&q={{query}}&s={{service}}&e={{environment}}&y=2#/c?z={{query}}&w=3';
    fc.assert(
      fc.property(anyFacts, (more) => {
        const expansion = expandTemplate(template, facts({ ...more, query: more.query || 'q' }));
        if (!expansion.ok) return;
        const url = new URL(expansion.href);
        expect(url.origin).toBe('https://g.example:8443');
        expect(url.pathname).toBe('/a/b');
        expect([...url.searchParams.keys()]).toEqual(['x', 'q', 's', 'e', 'y']);
        expect(url.searchParams.get('q')).toBe(more.query || 'q');
        const inner = new URLSearchParams(url.hash.slice('#/c?'.length));
        expect([...inner.keys()]).toEqual(['z', 'w']);
        expect(inner.get('z')).toBe(more.query || 'q');
      }),
    );
  });

  test('stays one segment of a path', () => {
    fc.assert(
      fc.property(hostile, (service) => {
        const expansion = expandTemplate('https://g.example/a/{{service}}/c', facts({ service }));
        if (!expansion.ok) return;
        const segments = new URL(expansion.href).pathname.split('/');
        expect(segments).toHaveLength(4);
        expect(decodeURIComponent(segments[2] ?? '')).toBe(service);
      }),
    );
  });

  test('stays the text that it stands in within JSON', () => {
    const template = 'https://g.example/?panes={"a":{"expr":"{{query.json}}","ds":"loki"}}&x=1';
    fc.assert(
      fc.property(hostile, (query) => {
        const expansion = expandTemplate(template, facts({ query }));
        if (!expansion.ok) return;
        const panes = new URL(expansion.href).searchParams.get('panes') ?? '';
        expect(JSON.parse(panes)).toEqual({ a: { expr: query, ds: 'loki' } });
      }),
    );
  });

  test('stays between the apostrophes of Rison', () => {
    const template = "https://k.example/#/?_a=(q:'{{query.rison}}',i:logs)&x=1";
    fc.assert(
      fc.property(hostile, (query) => {
        const expansion = expandTemplate(template, facts({ query }));
        if (!expansion.ok) return;
        const state = new URLSearchParams(new URL(expansion.href).hash.slice(3)).get('_a') ?? '';
        const inside = /^\(q:'((?:![!']|[^!'])*)',i:logs\)$/su.exec(state)?.[1];
        expect(inside?.replaceAll(/!(.)/gs, '$1')).toBe(query);
      }),
    );
  });

  test('is never a reason to fail', () => {
    fc.assert(
      fc.property(hostile, anyFacts, (template, more) => {
        expandTemplate(template, facts(more));
        expandTemplate(`https://g.example/${template}`, facts(more));
      }),
    );
  });
});

describe('the links of an observation', () => {
  const link = (id: string, more: Partial<SourceLinkRow> = {}): SourceLinkRow => ({
    id,
    name: id,
    sources: ['logs'],
    services: ['*'],
    environments: ['*'],
    template: 'https://g.example/?q={{query}}',
    state: 'active',
    addedBy: { type: 'person', id: 'usr_1', name: 'Ada' },
    addedAt: '2026-05-04T00:00:00.000Z',
    changedAt: '2026-05-04T00:00:00.000Z',
    ...more,
  });

  test('are those of its source, service and environment, the most closely meant first', () => {
    const links = [
      link('everywhere'),
      link('of production', { environments: ['production'] }),
      link('of checkout', { services: ['checkout'] }),
      link('of payments', { services: ['payments'] }),
      link('of staging', { environments: ['staging'] }),
      link('of metrics', { sources: ['metrics'] }),
      link('removed', { state: 'removed' }),
    ];
    expect(linksFor(links, facts()).map(({ name }) => name)).toEqual([
      'of checkout',
      'of production',
      'everywhere',
    ]);
  });

  test('leave out a template that this observation cannot fill', () => {
    expect(linksFor([link('grafana')], facts({ query: null }))).toEqual([]);
  });
});
