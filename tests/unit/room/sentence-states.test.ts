import { describe, expect, it } from 'vitest';
import { awaitedOf } from '@/components/incident/awaited';
import { roomSentence, sentenceText } from '@/components/incident/sentence';
import { factsFrom, incident } from './room-sample';
import { STATES } from './room-states';
import { AGAINST, CLAIM } from './run-events';

describe('the sentence, in every state of a room', () => {
  it.each(STATES)('answers all five questions when $is', (state) => {
    const about = { ...incident, ...state.about };
    const facts = state.events && factsFrom(state.events);
    const awaited = awaitedOf(about, facts, state.around);
    const { who, waitsFor, otherwise } = state;
    expect(awaited).toMatchObject({ who, waitsFor, otherwise });
    const said = sentenceText(roomSentence(about, facts, state.around));
    // What is broken, who is awaited, and what happens if nobody acts.
    expect(said).toMatch(/^checkout in production: “Error rate above 5 %”/);
    expect(said).toContain(`; waiting for ${waitsFor}; `);
    const silence = who === 'nobody' ? '' : `if nobody acts${state.until ?? ''}, `;
    expect(said.endsWith(`${silence}${otherwise}.`)).toBe(true);
    // The leading claim, and what speaks most against it.
    const [leader] = facts?.hypotheses ?? [];
    const claim = !facts
      ? ''
      : !leader
        ? '; no cause is claimed yet'
        : leader.refutation
          ? `; no claim still stands, Ann refuted “${CLAIM}”`
          : `; leading claim “${CLAIM}”, agent’s estimate 92 % (uncalibrated); strongest against it “${AGAINST}” (weight 0.35)`;
    expect(said).toContain(claim);
  });

  it('has a row for every way in which a change can stand while it goes on', () => {
    const stands = new Set(
      STATES.flatMap(({ events }) =>
        events ? factsFrom(events).actions.map(({ state }) => state) : [],
      ),
    );
    for (const state of ['pending_approval', 'approved', 'succeeded', 'failed', 'indeterminate']) {
      expect(stands).toContain(state);
    }
  });
});
