import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Draft, draftOf, newRuleId, readableRule, readDraft } from '@/components/policy/draft';
import { type Edit, editDraft } from '@/components/policy/draft-edits';
import { whatIfInput, BLANK } from '@/components/policy/what-if-form';
import { documentFaults } from '@/lib/policies/faults';
import { SHIPPED_DOCUMENT } from '@/lib/policies/shipped';
import { aDocument } from './samples';

const shipped = () => draftOf(SHIPPED_DOCUMENT);
const after = (draft: Draft, ...edits: Edit[]) => edits.reduce(editDraft, draft);

describe('a draft', () => {
  test('reads back as the document that it began from', () => {
    expect(readDraft(shipped())).toEqual({ document: SHIPPED_DOCUMENT, faults: new Map() });
  });

  test('reads back whatever document it began from, if that is sound', () => {
    // Names apart by commas cannot hold a comma; none that the samples use does.
    fc.assert(
      fc.property(aDocument, (document) => {
        const named = {
          ...document,
          rules: document.rules.map((rule, i) => ({ ...rule, name: `Rule ${i}` })),
        };
        const read = readDraft(draftOf(named));
        if (documentFaults(named).length === 0) expect(read.document).toEqual(named);
        else expect([...read.faults.keys()].length).toBeGreaterThan(0);
      }),
    );
  });

  test('keeps what was typed, and says what is wrong with it', () => {
    const { document, faults } = readDraft(
      after(
        shipped(),
        { do: 'set-base', setting: 'toolCalls', value: 'many' },
        { do: 'set-base', setting: 'grantTtlMs', value: '5' },
      ),
    );
    expect(document).toBeUndefined();
    expect(faults.get('base.toolCalls')).toBe('Give a number.');
  });

  test('is held to what the server holds it to', () => {
    const read = readDraft(
      after(shipped(), { do: 'set-base', setting: 'grantTtlMs', value: '601' }),
    );
    expect(read.document).toBeUndefined();
    expect(read.faults.get('base.grantTtlMs')).toBe('must be at most 10 minutes');
  });

  test('with a new rule has faults until the rule says when and what', () => {
    const id = newRuleId();
    const begun = after(shipped(), { do: 'add-rule', id });
    const at = `rules.${SHIPPED_DOCUMENT.rules.length}`;
    expect(readDraft(begun).faults.has(`${at}.name`)).toBe(true);
    const named = after(begun, { do: 'name-rule', id, name: 'Nights' });
    expect([...readDraft(named).faults.keys()]).toEqual([`${at}.when`, `${at}.set`]);
    const whole = after(
      named,
      {
        do: 'put-condition',
        id,
        when: { services: { how: 'noneOf', names: ' checkout, ,payments ' } },
      },
      { do: 'set-in-rule', id, setting: 'checkpointTtlMs', value: '2.5' },
    );
    expect(readDraft(whole).document?.rules.at(-1)).toEqual({
      id,
      name: 'Nights',
      when: { services: { noneOf: ['checkout', 'payments'] } },
      set: { checkpointTtlMs: 150_000 },
    });
    expect(readableRule(whole.rules.at(-1) ?? whole.rules[0]!)?.name).toBe('Nights');
  });

  test('takes conditions and settings out again', () => {
    const edits: Edit[] = [
      { do: 'drop-condition', id: 'grave', condition: 'severities' },
      { do: 'unset-in-rule', id: 'grave', setting: 'evidenceHold' },
      { do: 'unset-in-rule', id: 'grave', setting: 'commitmentHold' },
    ];
    const grave = after(shipped(), ...edits).rules.find(({ id }) => id === 'grave');
    expect(grave).toMatchObject({ when: {}, set: {} });
  });

  test('moves a rule by one, and not past either end', () => {
    const order = (draft: Draft) => draft.rules.map(({ id }) => id);
    const [first, second, ...rest] = order(shipped());
    const down = after(shipped(), { do: 'move-rule', id: String(first), by: 1 });
    expect(order(down)).toEqual([second, first, ...rest]);
    expect(after(shipped(), { do: 'move-rule', id: String(first), by: -1 })).toEqual(shipped());
  });

  test('never gives a new rule the id of one that was', () => {
    const ids = new Set(Array.from({ length: 200 }, newRuleId));
    expect(ids.size).toBe(200);
  });
});

describe('a made-up case', () => {
  test('needs a service, and leaves to the catalogue what is left empty', () => {
    expect(whatIfInput(BLANK).faults).toEqual({ service: 'Name a service.' });
    const { of } = whatIfInput({ ...BLANK, service: 'checkout', kind: 'rollback' });
    expect(of).toMatchObject({ outageClass: null, action: { kind: 'rollback' } });
    expect(of?.action).toEqual({ kind: 'rollback' });
  });

  test('says what is wrong with a number', () => {
    const fields = { ...BLANK, service: 'checkout', kind: 'rollback', traffic: 'much' };
    expect(whatIfInput(fields).faults.traffic).toBeTypeOf('string');
    expect(whatIfInput({ ...fields, traffic: '250' }).faults.traffic).toBeTypeOf('string');
  });
});
