import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogueFaults } from '@/lib/actions/bounded';
import { risk, type Risk } from '@/lib/actions/schema';
import { AGENTS, SERVICES } from '@/lib/cli/demo-cast';
import { termsOf, weigh } from '@/lib/policies/rules';
import { policyDocument } from '@/lib/policies/schema';
import { SHIPPED_DOCUMENT } from '@/lib/policies/shipped';
import { aCase, action, caseOf } from './samples';

const shipped = (more: Parameters<typeof caseOf>[0]) => weigh(SHIPPED_DOCUMENT, caseOf(more));
const production = { environment: 'production' };

describe('the policy that ships', () => {
  test('is a policy by its own schema', () => {
    expect(policyDocument.parse(SHIPPED_DOCUMENT)).toEqual(SHIPPED_DOCUMENT);
  });

  test('asks every time in production, and holds both stop points for a person', () => {
    fc.assert(
      fc.property(aCase, (of) => {
        const { settings } = weigh(SHIPPED_DOCUMENT, { ...of, environment: 'production' });
        expect(settings).toMatchObject({
          mode: 'propose',
          evidenceHold: 'person',
          commitmentHold: 'person',
        });
      }),
    );
  });

  test('takes an environment that nobody declared harmless for production', () => {
    expect(shipped({ environment: 'prod-eu-2' }).settings.mode).toBe('propose');
    expect(shipped({ environment: 'staging' }).settings.mode).toBe('bounded');
  });

  test('asks one signature and no passkey of a reversible rollback of one service', () => {
    const rollback = action(production);
    const { settings } = shipped({ ...production, action: rollback });
    expect(termsOf(settings, rollback.risk).requirements).toMatchObject({
      approvals: 1,
      stepUp: false,
      separationOfDuties: true,
    });
  });

  test('asks for a passkey from high risk on, whatever else holds', () => {
    fc.assert(
      fc.property(aCase, (each) => {
        const { settings } = weigh(SHIPPED_DOCUMENT, each);
        const asked = (of: Risk) => termsOf(settings, of).requirements.stepUp;
        expect(risk.options.map(asked)).toEqual([false, false, true, true]);
        expect(termsOf(settings).requirements.stepUp).toBe(false);
      }),
    );
  });

  test('asks one signature of what nobody knows, and two of what cannot be undone', () => {
    const of = (reversibility: 'unknown' | 'irreversible') =>
      shipped({ ...production, action: action({ ...production, reversibility }) }).settings;
    expect(of('unknown').approvals).toBe(1);
    expect(of('irreversible').approvals).toBe(2);
  });

  test('lets an agent act alone only where the code’s own limits would, too', () => {
    // Most cases are far from any limit; these stand close to all of them.
    const close = aCase.map(({ action: asked, ...of }) => ({
      ...of,
      environment: 'staging',
      action: {
        ...(asked ?? action()),
        environment: 'staging',
        trafficPercent: asked?.trafficPercent == null ? null : asked.trafficPercent % 10,
      },
    }));
    let alone = 0;
    fc.assert(
      fc.property(close, (of) => {
        if (weigh(SHIPPED_DOCUMENT, of).settings.mode !== 'bounded') return;
        alone++;
        const { kind, services, reversibility, trafficPercent } = of.action;
        const catalogue = { services, reversibility, trafficPercent };
        expect(catalogueFaults({ kind, risk: 'low', catalogue })).toEqual([]);
      }),
      { numRuns: 3000 },
    );
    expect(alone).toBeGreaterThan(20);
  });

  test('keeps people in the drill: the demo’s services are production’s', () => {
    expect(AGENTS.length).toBeGreaterThan(0);
    for (const { name, environments } of SERVICES) {
      for (const environment of environments) {
        expect(shipped({ service: name, environment }).settings.mode).toBe('propose');
      }
    }
  });
});
