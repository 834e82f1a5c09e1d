import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incidentProjection } from '@/lib/incidents/fold';
import {
  broughtBy,
  mergeTellings,
  splitOf,
  type Telling,
  unmergeTellings,
} from '@/lib/incidents/merging';
import type { Alert, IncidentRow } from '@/lib/incidents/schema';
import { incident as sample, instantAt } from '../room/room-sample';

const IDS = ['inc_a', 'inc_b', 'inc_c', 'inc_d', 'inc_e', 'inc_f'];

const alert = (fingerprint: string, labels: Record<string, string> = {}): Alert => ({
  fingerprint,
  status: 'firing',
  labels: { alertname: fingerprint, ...labels },
  annotations: {},
  startsAt: instantAt(0),
  endsAt: null,
  generatorURL: null,
});

const start = (): Map<string, IncidentRow> =>
  new Map(IDS.map((id) => [id, { ...sample, id, alerts: [alert(`${id}/1`), alert(`${id}/2`)] }]));

/** Folds what one act told, as the log would. */
function take(rows: Map<string, IncidentRow>, tellings: Telling[]): Map<string, IncidentRow> {
  const after = new Map(rows);
  for (const { stream, drafts } of tellings) {
    for (const { kind, payload } of drafts) {
      const actor = { type: 'person' as const, id: 'usr_1', name: 'Cora' };
      const at = instantAt(1);
      const event = { stream, seq: 2, id: 'e', kind, actor, at, recordedAt: at, hash: '', payload };
      const row = incidentProjection.fold(after.get(stream), event, stream);
      if (row) after.set(stream, row);
    }
  }
  return after;
}

const partsOf = (rows: Map<string, IncidentRow>, id: string) =>
  [...rows.values()].filter(({ mergedInto }) => mergedInto === id);

const rowOf = (rows: Map<string, IncidentRow>, id: string): IncidentRow => {
  const row = rows.get(id);
  if (!row) throw new Error(`There is no ${id}.`);
  return row;
};

function merge(rows: Map<string, IncidentRow>, into: string, ...ids: string[]) {
  const parts = ids.flatMap((id) => partsOf(rows, id));
  const joining = ids.map((id) => rowOf(rows, id));
  return take(rows, mergeTellings(rowOf(rows, into), joining, parts, null));
}

function unmerge(rows: Map<string, IncidentRow>, id: string) {
  const row = rowOf(rows, id);
  const into = row.mergedInto ?? '';
  return take(rows, unmergeTellings(row, rowOf(rows, into), partsOf(rows, into), 'no'));
}

const standing = (rows: Map<string, IncidentRow>) =>
  [...rows.values()].filter(({ mergedInto }) => mergedInto === null);

/** Where each alert stands: its own incident and name, and the incident that shows it. */
const held = (rows: Map<string, IncidentRow>) =>
  standing(rows)
    .flatMap(({ id, alerts }) => alerts.map((each) => [each.of ?? id, each.fingerprint, id]))
    .sort();

const moves = fc.array(
  fc.record({
    deed: fc.constantFrom('merge', 'unmerge'),
    one: fc.constantFrom(...IDS),
    other: fc.constantFrom(...IDS),
  }),
  { maxLength: 20 },
);

describe('merging and taking back', () => {
  test('whatever is done in whatever order, nothing is part of a part and no alert is lost or doubled', () => {
    fc.assert(
      fc.property(moves, (deeds) => {
        let rows = start();
        for (const { deed, one, other } of deeds) {
          const [a, b] = [rowOf(rows, one), rowOf(rows, other)];
          if (deed === 'unmerge' && a.mergedInto !== null) rows = unmerge(rows, one);
          const isFit = one !== other && a.mergedInto === null && b.mergedInto === null;
          if (deed === 'merge' && isFit) rows = merge(rows, other, one);
          for (const { mergedInto, mergedVia } of rows.values()) {
            if (mergedInto !== null) expect(rowOf(rows, mergedInto).mergedInto).toBeNull();
            // The way back leads over something that is part of the same one.
            if (mergedVia !== null) expect(rowOf(rows, mergedVia).mergedInto).toBe(mergedInto);
          }
          const names = held(rows).map(([of, fingerprint]) => `${of} ${fingerprint}`);
          expect(names).toEqual(IDS.flatMap((id) => [`${id} ${id}/1`, `${id} ${id}/2`]));
          // An alert stands where its own incident does.
          for (const [of = '', , at] of held(rows))
            expect(rowOf(rows, of).mergedInto ?? of).toBe(at);
        }
      }),
    );
  });

  test('taking back the last merge leaves everything as it was before it', () => {
    fc.assert(
      fc.property(moves, fc.constantFrom(...IDS), fc.constantFrom(...IDS), (deeds, one, other) => {
        let rows = start();
        for (const { one: from, other: into } of deeds) {
          const isFit =
            from !== into && !rowOf(rows, from).mergedInto && !rowOf(rows, into).mergedInto;
          if (isFit) rows = merge(rows, into, from);
        }
        fc.pre(one !== other && !rowOf(rows, one).mergedInto && !rowOf(rows, other).mergedInto);
        const shape = (all: Map<string, IncidentRow>) =>
          standing(all).map((row) => ({
            id: row.id,
            alerts: row.alerts.map(({ of, fingerprint }) => [of, fingerprint]).sort(),
            parts: partsOf(all, row.id).map(({ id, mergedVia }) => [id, mergedVia]),
          }));
        const before = shape(rows);
        expect(shape(unmerge(merge(rows, other, one), one))).toEqual(before);
      }),
    );
  });

  test('what was part of one comes along, and goes back with it', () => {
    let rows = merge(start(), 'inc_b', 'inc_a');
    rows = merge(rows, 'inc_c', 'inc_b');
    expect(rowOf(rows, 'inc_a')).toMatchObject({ mergedInto: 'inc_c', mergedVia: 'inc_b' });
    expect(broughtBy('inc_b', partsOf(rows, 'inc_c')).map(({ id }) => id)).toEqual(['inc_a']);
    rows = unmerge(rows, 'inc_b');
    expect(rowOf(rows, 'inc_a')).toMatchObject({ mergedInto: 'inc_b', mergedVia: null });
    expect(rowOf(rows, 'inc_c').alerts).toHaveLength(2);
    expect(rowOf(rows, 'inc_b').alerts).toHaveLength(4);
  });

  test('the one that stands is as grave as the gravest of what came, as long as that went on', () => {
    const grave = (id: string, more: Partial<IncidentRow>) =>
      new Map(start()).set(id, { ...rowOf(start(), id), ...more });
    const open = merge(grave('inc_a', { severity: 'sev1' }), 'inc_b', 'inc_a');
    expect(rowOf(open, 'inc_b').severity).toBe('sev1');
    const over = merge(grave('inc_a', { severity: 'sev1', status: 'resolved' }), 'inc_b', 'inc_a');
    expect(rowOf(over, 'inc_b').severity).toBe(sample.severity);
    const lesser = merge(grave('inc_a', { severity: 'sev4' }), 'inc_b', 'inc_a');
    expect(rowOf(lesser, 'inc_b').severity).toBe(sample.severity);
  });

  test('news of an alert while it was elsewhere comes back with it', () => {
    let rows = merge(start(), 'inc_b', 'inc_a');
    const resolved: Alert = { ...alert('inc_a/1'), status: 'resolved', of: 'inc_a' };
    const told = {
      stream: 'inc_b',
      drafts: [{ kind: 'incident.alerted', payload: { alerts: [resolved] } }],
    };
    rows = unmerge(take(rows, [told]), 'inc_a');
    expect(
      rowOf(rows, 'inc_a').alerts.map(({ fingerprint, status, of }) => [fingerprint, status, of]),
    ).toEqual([
      ['inc_a/1', 'resolved', undefined],
      ['inc_a/2', 'firing', undefined],
    ]);
  });
});

describe('what becomes of alerts that are split off', () => {
  test('they are about the service that all of them name, since the first of them began', () => {
    const early = { ...alert('one', { service: 'payments' }), startsAt: instantAt(-60) };
    const late = { ...alert('two', { service: 'payments', env: 'staging' }), of: 'inc_b' };
    expect(splitOf(sample, [late, early])).toMatchObject({
      title: 'two on payments',
      service: 'payments',
      environment: sample.environment,
      startedAt: instantAt(-60),
      alerts: [{ fingerprint: 'two' }, { fingerprint: 'one' }],
    });
  });

  test('where they name several, they stay with the service that they came from', () => {
    const both = [alert('one', { service: 'payments' }), alert('two', { service: 'search' })];
    expect(splitOf(sample, both).service).toBe(sample.service);
  });
});
