import { describe, expect, it } from 'vitest';
import { EMPTY_GROUP, updateGroup } from '@/lib/drill/alerting/group';
import type { AlertState } from '@/lib/drill/alerting/rule';
import { webhookBody } from '@/lib/drill/alerting/webhook';
import { DEFAULTS } from '@/lib/drill/site/settings';
import { alertmanagerWebhook } from '@/lib/incidents/schema';

const inactive: AlertState = { phase: 'inactive' };
const firing: AlertState = { phase: 'firing', sinceMs: 0, startedMs: 1000, belowSinceMs: null };
const states = (checkout: AlertState, payments: AlertState = inactive) => ({
  storefront: inactive,
  checkout,
  payments,
});
const all = new Set(['storefront', 'checkout', 'payments'] as const);

describe('the alert group', () => {
  it('is posted when an alert joins, repeated every 15 s, and posted when it resolves', () => {
    const joined = updateGroup(EMPTY_GROUP, states(firing), all, 1000);
    expect(joined.isDue).toBe(true);
    expect(updateGroup(joined.group, states(firing), all, 9000).isDue).toBe(false);
    expect(updateGroup(joined.group, states(firing), all, 16_000).isDue).toBe(true);
    const resolved = updateGroup(joined.group, states(inactive), all, 20_000);
    expect(resolved.isDue).toBe(true);
    expect(resolved.group.members.get('checkout')?.endsAt).toBe('1970-01-01T00:00:20.000Z');
    expect(updateGroup(resolved.group, states(inactive), all, 21_000).group.members.size).toBe(0);
  });

  it('keeps a member that is inhibited later, and takes none that is inhibited now', () => {
    const joined = updateGroup(EMPTY_GROUP, states(firing), all, 1000).group;
    const onlyPayments = new Set(['payments'] as const);
    const both = updateGroup(joined, states(firing, firing), onlyPayments, 2000);
    expect([...both.group.members.keys()]).toEqual(['checkout', 'payments']);
    expect(updateGroup(EMPTY_GROUP, states(firing), onlyPayments, 2000).isDue).toBe(false);
  });
});

describe('the webhook', () => {
  const settings = { ...DEFAULTS, drill: 'd1' };
  const reading = {
    service: 'checkout' as const,
    errors: { hits: 27, total: 101 },
    startsAt: '2026-01-01T00:00:00.000Z',
    endsAt: null,
    generatorUrl: 'http://127.0.0.1:4000/metrics',
  };

  it('has Alertmanager’s form, as the receiver reads it', () => {
    const body = alertmanagerWebhook.parse(webhookBody(settings, [reading]));
    expect(body).toMatchObject({
      version: '4',
      status: 'firing',
      groupKey: '{}:{alertname="HighErrorRate", drill="d1"}',
      commonLabels: { service: 'checkout', environment: 'production', severity: 'critical' },
      alerts: [{ status: 'firing', endsAt: '0001-01-01T00:00:00.000Z' }],
    });
    expect(body.commonAnnotations['summary']).toBe('checkout fails 26.7 % of its requests');
  });

  it('keeps an alert’s fingerprint, whatever its numbers, and fires while any alert does', () => {
    const later = {
      ...reading,
      errors: { hits: 1, total: 99 },
      endsAt: '2026-01-01T00:01:00.000Z',
    };
    const [a] = webhookBody(settings, [reading]).alerts;
    const resolved = webhookBody(settings, [later]);
    expect(resolved.alerts[0]?.fingerprint).toBe(a?.fingerprint);
    expect(resolved.status).toBe('resolved');
    const both = webhookBody(settings, [later, { ...reading, service: 'payments' }]);
    expect(both.status).toBe('firing');
    expect(both.commonLabels).not.toHaveProperty('service');
  });
});
