import { describe, expect, it } from 'vitest';
import { awaitedOf } from '@/components/incident/awaited';
import { roomSentence, sentenceText } from '@/components/incident/sentence';
import {
  ANN,
  created,
  eventAt,
  evidenceAt,
  factsFrom,
  incident,
  linkedAt,
  proposedAt,
  stopAt,
} from './room-sample';

const say = (events: Parameters<typeof factsFrom>[0], about = incident) =>
  sentenceText(roomSentence(about, factsFrom(events)));

const claimed = [
  created(),
  evidenceAt(2, 'E1', 'Errors began with release r42'),
  evidenceAt(3, 'E2', 'payments logs a certificate warning'),
  proposedAt(4, 'H1', 'Release r42 broke checkout.', 0.4),
  linkedAt(5, 'H1', 'E1', 'supports', 0.9),
  linkedAt(6, 'H1', 'E2', 'contradicts', 0.35),
  eventAt(7, 'hypothesis.revised', { hypothesisId: 'H1', confidence: 0.92, because: ['E1'] }),
];

describe('the sentence atop the room', () => {
  it('names what is broken, the claim, what speaks against it, who is awaited and the default', () => {
    expect(say([...claimed, stopAt(8, 'commitment', 'H1')])).toBe(
      'checkout in production: “Error rate above 5 %”; leading claim “Release r42 broke checkout”, ' +
        'agent’s estimate 92 % (uncalibrated); strongest against it “payments logs a certificate ' +
        'warning” (weight 0.35); waiting for a commander to settle on a cause; if nobody acts by ' +
        '14:10:00 UTC, the investigation pauses; silence lets nothing through.',
    );
  });

  it('quotes a claim of pages by its beginning, so that the rest of it is still read', () => {
    const long = `Release r42 broke checkout ${'because of many things '.repeat(40)}.`;
    const words = say([created(), proposedAt(2, 'H1', long, 0.4)]);
    const quote = /leading claim “([^”]*)”/.exec(words)?.[1] ?? '';
    expect(quote).toMatch(/^Release r42 broke checkout because .*…$/);
    expect(quote.length).toBeLessThanOrEqual(241);
    expect(words).toContain('waiting for');
  });

  it('says so when no cause is claimed and nobody has begun', () => {
    expect(sentenceText(roomSentence(incident, undefined))).toBe(
      'checkout in production: “Error rate above 5 %”; waiting for an agent to begin an ' +
        'investigation; if nobody acts, the incident stays open.',
    );
    expect(say([created()])).toContain('no cause is claimed yet');
    const merged = { ...incident, mergedInto: 'inc_2' };
    expect(sentenceText(roomSentence(merged, undefined))).toContain(
      'waiting for nobody here: it is part of another incident; what comes of it is told there',
    );
  });

  it('says so when nothing is recorded against the leading claim', () => {
    expect(say(claimed.slice(0, 5))).toContain('nothing is recorded against it');
  });

  it('does not lead with a refuted claim', () => {
    const refuted = eventAt(8, 'hypothesis.revised', {
      hypothesisId: 'H1',
      status: 'refuted',
      because: [],
    });
    expect(say([...claimed, refuted])).toContain('no claim still stands');
  });

  it('prefers evidence against that no person called a red herring', () => {
    const flagged = eventAt(
      9,
      'evidence.flagged',
      { evidenceId: 'E2', flag: 'red-herring', reason: null },
      { actor: ANN },
    );
    const second = [evidenceAt(7, 'E3', 'r42 runs well elsewhere')];
    const linked = linkedAt(8, 'H1', 'E3', 'contradicts', 0.1);
    expect(say([...claimed, ...second, linked, flagged])).toContain(
      'strongest against it “r42 runs well elsewhere”',
    );
  });

  it('awaits nobody in a recording, whatever it waits at', () => {
    const awaited = awaitedOf(incident, factsFrom([created('imported'), stopAt(2, 'evidence')]));
    expect(awaited.who).toBe('nobody');
    expect(awaited.otherwise).toContain('never mints a grant');
  });

  it('awaits the commander where the agent is done, the incident is open and nothing helped', () => {
    const outcome = { outcome: 'best_effort', summary: 'The rollback was rejected.' };
    const over = factsFrom([created(), eventAt(2, 'investigation.concluded', outcome)]);
    expect(awaitedOf(incident, over)).toMatchObject({
      who: 'person',
      otherwise: 'the incident stays as it is',
    });
    expect(awaitedOf(incident, over).waitsFor).toBe(
      'the commander to take over, for no fix is in sight: the agent ended with no more than its best guess',
    );
    expect(awaitedOf({ status: 'mitigated', mergedInto: null }, over).who).toBe('nobody');
  });

  it('awaits a commander once nobody decided in time', () => {
    const expired = eventAt(3, 'checkpoint.expired', { checkpoint: 'chk_2', stage: 'evidence' });
    const facts = factsFrom([created(), stopAt(2, 'evidence'), expired]);
    expect(awaitedOf(incident, facts)).toMatchObject({
      who: 'person',
      waitsFor: 'a commander to resume it',
    });
  });

  it('awaits two people while everything is frozen, whatever the run stands at', () => {
    const paused = eventAt(2, 'directive.given', { directive: 'dir_1', control: 'pause' });
    const facts = factsFrom([created(), paused]);
    expect(awaitedOf(incident, facts, { isFrozen: true })).toMatchObject({
      who: 'person',
      waitsFor: 'two people to lift the freeze',
    });
  });
});
