import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { risk } from '@/lib/actions/schema';
import { asksPasskey, compareStrictness, matches, stricterOf, weigh } from '@/lib/policies/rules';
import {
  type Conditions,
  policyDocument,
  type Setting,
  SETTINGS,
  type Settings,
  stepUpFrom,
} from '@/lib/policies/schema';
import { aCase, aDocument, action, aRule, caseOf, documentOf, rule } from './samples';

const isAsStrict = (a: Settings, b: Settings): boolean =>
  SETTINGS.every((setting: Setting) => compareStrictness(setting, a[setting], b[setting]) >= 0);

const weighed = fc.tuple(aDocument, aCase).map(([document, of]) => weigh(document, of));

describe('weighing a case', () => {
  test('the order of the rules means nothing', () => {
    fc.assert(
      fc.property(aDocument, aCase, fc.infiniteStream(fc.nat()), (document, of, picks) => {
        const rest = [...document.rules];
        const rules = document.rules.map(() => rest.splice(picks.next().value % rest.length, 1));
        expect(weigh({ ...document, rules: rules.flat() }, of)).toEqual(weigh(document, of));
      }),
    );
  });

  test('adding a rule never loosens anything', () => {
    fc.assert(
      fc.property(aDocument, aRule, aCase, (document, added, of) => {
        const before = weigh(document, of).settings;
        const after = weigh({ ...document, rules: [...document.rules, added] }, of).settings;
        expect(isAsStrict(after, before)).toBe(true);
      }),
    );
  });

  test('an action can only tighten what holds for its incident', () => {
    fc.assert(
      fc.property(aDocument, aCase, (document, of) => {
        const { action: _of, ...incident } = of;
        const alone = weigh(document, incident).settings;
        expect(isAsStrict(weigh(document, of).settings, alone)).toBe(true);
      }),
    );
  });

  test('a further service that an action reaches can only tighten', () => {
    fc.assert(
      fc.property(aDocument, aCase, fc.string({ minLength: 1 }), (document, of, further) => {
        if (!of.action) return;
        const wider = { ...of.action, services: [...of.action.services, further] };
        const before = weigh(document, of).settings;
        expect(isAsStrict(weigh(document, { ...of, action: wider }).settings, before)).toBe(true);
      }),
    );
  });

  test('whatever holds, the rules named for it give it, and none that was left out does better', () => {
    fc.assert(
      fc.property(aDocument, aCase, (document, of) => {
        const { settings, because, matched } = weigh(document, of);
        const given = new Map<string, Partial<Settings>>(
          document.rules.map(({ id, set }) => [id, set as Partial<Settings>]),
        ).set('everything', document.base);
        for (const setting of SETTINGS) {
          const named = because[setting].map(({ id }) => id);
          expect(named.length).toBeGreaterThan(0);
          for (const { id } of matched) {
            const value = given.get(id)?.[setting];
            const order =
              value === undefined ? -1 : compareStrictness(setting, value, settings[setting]);
            expect(order).toBeLessThanOrEqual(0);
            expect(named.includes(id)).toBe(order === 0);
          }
        }
      }),
    );
  });
});

describe('the stricter of two', () => {
  test('is associative, commutative and idempotent, reasons and all', () => {
    fc.assert(
      fc.property(weighed, weighed, weighed, (a, b, c) => {
        expect(stricterOf(a, b)).toEqual(stricterOf(b, a));
        expect(stricterOf(stricterOf(a, b), c)).toEqual(stricterOf(a, stricterOf(b, c)));
        expect(stricterOf(a, a)).toEqual(a);
      }),
    );
  });

  test('is as strict as both', () => {
    fc.assert(
      fc.property(weighed, weighed, (a, b) => {
        const met = stricterOf(a, b).settings;
        expect(isAsStrict(met, a.settings) && isAsStrict(met, b.settings)).toBe(true);
      }),
    );
  });
});

describe('from which risk on a passkey is needed', () => {
  const from = fc.constantFrom(...stepUpFrom.options);
  const anyRisk = fc.constantFrom(...risk.options);

  test('what the stricter of two lets pass without, the laxer lets pass too', () => {
    fc.assert(
      fc.property(from, from, anyRisk, (a, b, of) => {
        if (compareStrictness('stepUpFrom', a, b) < 0) return;
        expect(asksPasskey(b, of) && !asksPasskey(a, of)).toBe(false);
      }),
    );
  });

  test('a graver risk never needs less', () => {
    fc.assert(
      fc.property(from, anyRisk, anyRisk, (a, one, other) => {
        const graver = risk.options.indexOf(one) >= risk.options.indexOf(other);
        if (graver && asksPasskey(a, other)) expect(asksPasskey(a, one)).toBe(true);
      }),
    );
  });
});

describe('a rule', () => {
  const staging = caseOf();
  const acting = caseOf({ action: action() });
  test.each<[string, Conditions, typeof staging, boolean]>([
    ['without conditions', {}, staging, true],
    ['on its environment', { environments: { oneOf: ['staging'] } }, staging, true],
    ['on every other environment', { environments: { noneOf: ['staging'] } }, staging, false],
    [
      'on every other environment, of one nobody thought of',
      { environments: { noneOf: ['staging'] } },
      caseOf({ environment: 'prod-eu' }),
      true,
    ],
    [
      'on production, of an action that reaches there from staging',
      { environments: { oneOf: ['production'] } },
      caseOf({ action: action({ environment: 'production' }) }),
      true,
    ],
    [
      'on a service that an action reaches through others',
      { services: { oneOf: ['payments'] } },
      caseOf({ action: action({ services: ['checkout', 'payments'] }) }),
      true,
    ],
    [
      'on a service in an environment, each met by another place only',
      { services: { oneOf: ['payments'] }, environments: { oneOf: ['staging'] } },
      caseOf({ action: action({ services: ['payments'], environment: 'production' }) }),
      false,
    ],
    ['on an unknown class', { outageClasses: ['unknown'] }, caseOf({ outageClass: null }), true],
    ['on kinds of action, without one', { actionKinds: ['rollback'] }, staging, false],
    ['on kinds of action', { actionKinds: ['rollback'] }, acting, true],
    ['on what is not reversible', { reversibility: ['unknown'] }, acting, false],
    ['on two services, of one', { servicesAtLeast: 2 }, acting, false],
    ['on traffic, of less', { trafficPercentAtLeast: 5 }, acting, false],
    [
      'on traffic that nobody stated',
      { trafficPercentAtLeast: 100 },
      caseOf({ action: action({ trafficPercent: null }) }),
      true,
    ],
    [
      'of which one condition of two is met',
      { severities: ['sev3'], outageClasses: ['data'] },
      staging,
      false,
    ],
  ])('%s matches or not as it should', (_case, when, of, expected) => {
    expect(matches(when, of)).toBe(expected);
  });

  test('that is laxer than the base changes nothing and is not named', () => {
    const document = documentOf({ mode: 'observe' }, rule('lax', { set: { mode: 'bounded' } }));
    const { settings, because } = weigh(document, staging);
    expect(settings.mode).toBe('observe');
    expect(because.mode.map(({ id }) => id)).toEqual(['everything']);
  });
});

test('any document that can be weighed is one that the schema takes', () => {
  fc.assert(
    fc.property(aDocument, (document) => {
      const named = document.rules.filter(({ name }) => name.trim() === name && name !== '');
      expect(policyDocument.safeParse({ ...document, rules: named }).success).toBe(true);
    }),
  );
});
