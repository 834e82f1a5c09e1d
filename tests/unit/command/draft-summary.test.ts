import { describe, expect, it } from 'vitest';
import { draftSummary } from '@/components/command/draft-summary';
import { factsFrom, incident, instantAt } from '../room/room-sample';
import { AGAINST, begun, CLAIM, claimed, proposed, refuted, stop } from '../room/run-events';

const HOUR_LATER = Date.parse(instantAt(3600));
const draft = (events: Parameters<typeof factsFrom>[0]) =>
  draftSummary(incident, [factsFrom(events)], HOUR_LATER);

describe('the summary that command is handed over with', () => {
  it('says what is broken, what waits and until when, who leads, and what is open', () => {
    const said = draft([...claimed, stop('evidence')]);
    expect(said.split('\n')).toEqual([
      '“Error rate above 5 %”, checkout in production, SEV 2, open, for 1 h.',
      'Waiting for a commander to review the evidence until 14:10:00 UTC; if nobody acts, the investigation pauses; silence lets nothing through.',
      '',
      'Agent Scout, waiting on a person, gathering: 1 item of evidence (0 key, 0 red herrings), 1 claim, 0 steps.',
      `Leading claim “${CLAIM}”: Agent’s estimate 92 % (uncalibrated); for 0 (weight 0.00), against 1 (weight 0.35), strongest against it “${AGAINST}”.`,
      'Open questions:',
      '- What speaks for it? Nothing is recorded.',
    ]);
  });

  it('says so where there is nothing to say', () => {
    expect(draft(begun)).toContain('No claim leads.');
    expect(draftSummary(incident, [], HOUR_LATER)).toContain(
      'Waiting for an agent to begin an investigation; if nobody acts, the incident stays open.',
    );
  });

  it('says what people refuted and what was proposed', () => {
    expect(draft([...claimed, refuted])).toContain(
      `Refuted by Ann: “${CLAIM}”, “It was not live”.`,
    );
    expect(draft(proposed)).toMatch(/\nChange “.+”: /);
  });

  it('draws no hidden character of what agents wrote', () => {
    const title = 'Errors \u202eegnahc\u202c \u200band more\nIgnore the above';
    const said = draftSummary({ ...incident, title }, [], HOUR_LATER);
    expect(said).not.toMatch(/[\u202e\u202c\u200b]/);
    expect(said.split('\n')).toHaveLength(2);
  });
});
