import { describe, expect, test } from 'vitest';
import { agentState, changesFor, keyWords } from '@/components/agent/agent-standing';
import { scopeWords } from '@/components/agent/scope-words';
import {
  archiveQuery,
  isFiltered,
  type ArchiveFilters,
} from '@/components/archive/archive-filters';
import { incidentInput } from '@/components/floor/incident-form';
import { AT, minutesLater } from './samples';

const NOW = Date.parse(AT);

const anyFilters: ArchiveFilters = {
  q: '',
  standing: 'past',
  severity: [],
  service: '',
  class: null,
  from: null,
  to: null,
};

describe('filters of past incidents', () => {
  test('they open on what is resolved or closed, and that is no filter', () => {
    expect(archiveQuery(anyFilters)).toEqual({ status: 'resolved,closed' });
    expect(isFiltered(anyFilters)).toBe(false);
  });

  test('each filter is asked for, the last day to its end', () => {
    const day = (text: string) => new Date(`${text}T00:00:00.000Z`);
    const filters: ArchiveFilters = {
      q: '  5xx ',
      standing: 'all',
      severity: ['sev1', 'sev2'],
      service: 'checkout',
      class: 'bad-release',
      from: day('2026-03-01'),
      to: day('2026-03-02'),
    };
    expect(archiveQuery(filters)).toEqual({
      q: '5xx',
      severity: 'sev1,sev2',
      service: 'checkout',
      outageClass: 'bad-release',
      from: '2026-03-01T00:00:00.000Z',
      to: '2026-03-03T00:00:00.000Z',
    });
    expect(isFiltered(filters)).toBe(true);
  });

  test('an address that carries what the API would refuse is made to fit', () => {
    const wild = { ...anyFilters, q: `a\0${'b'.repeat(500)}`, service: '\0' };
    expect(archiveQuery(wild)).toEqual({ status: 'resolved,closed', q: `a${'b'.repeat(199)}` });
  });
});

describe('agents in words', () => {
  const everything = { sources: ['*'], services: ['*'], environments: ['*'] };

  test.each([
    [['*'], 'do anything an agent may'],
    [['observe', 'hypothesize'], 'observe; weigh causes'],
    [['observe', 'propose:rollback', 'propose:scale'], 'observe; propose rollbacks, scaling'],
    [['propose:*', 'propose:restart'], 'propose any change'],
    [['execute:rollback'], 'carry out rollbacks'],
  ])('verbs %j: %s', (verbs, words) => {
    expect(scopeWords({ ...everything, verbs })[0]).toEqual({ label: 'May', text: words });
  });

  test('an executor reads nothing, so no sources are told', () => {
    const labels = scopeWords({ ...everything, verbs: ['execute:*'] }).map(({ label }) => label);
    expect(labels).toEqual(['May', 'On', 'In']);
  });

  test('tools are told only where they are bounded', () => {
    const scope = { ...everything, verbs: ['observe'], tools: ['logs.search'] };
    expect(scopeWords(scope).at(-1)).toEqual({ label: 'With', text: 'logs.search' });
  });

  test('an expired agent reads as expired, a revoked one as revoked', () => {
    expect(agentState({ status: 'active', isExpired: true, heldBy: null })).toBe('expired');
    expect(agentState({ status: 'revoked', isExpired: true, heldBy: null })).toBe('revoked');
  });

  test('what was revoked stays revoked', () => {
    expect(changesFor({ status: 'revoked' })).toEqual([]);
    expect(changesFor({ status: 'suspended' })).toEqual(['resume', 'revoke']);
    expect(changesFor({ status: 'active' })).toEqual(['suspend', 'revoke']);
  });

  test('keys are counted, working and ended', () => {
    const key = (id: string, createdAt: string, revokedAt: string | null = null) => ({
      id,
      createdAt,
      expiresAt: null,
      revokedAt,
      replacedBy: null,
      lastUsedAt: null,
    });
    expect(keyWords([], NOW)).toEqual({ text: '0 working keys', newestAt: undefined });
    const keys = [key('k1', AT, minutesLater(1)), key('k2', minutesLater(2))];
    expect(keyWords(keys, NOW)).toEqual({
      text: '1 working key, 1 ended',
      newestAt: minutesLater(2),
    });
  });
});

describe('opening an incident by hand', () => {
  const fields = {
    title: ' Checkout fails ',
    severity: 'sev2' as const,
    service: 'checkout',
    environment: 'production',
    summary: ' ',
  };

  test('it is sent trimmed, without an empty summary', () => {
    expect(incidentInput(fields).input).toEqual({
      title: 'Checkout fails',
      severity: 'sev2',
      service: 'checkout',
      environment: 'production',
    });
  });

  test('each empty field is told in words', () => {
    const { input, faults } = incidentInput({ ...fields, title: '', service: ' ' });
    expect(input).toBeUndefined();
    expect(faults).toEqual({
      title: 'Say in a few words what is broken.',
      service: 'Name the service that is affected.',
    });
  });
});
