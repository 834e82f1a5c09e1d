export const AT = '2026-03-01T12:00:00.000Z';

export const event = (id: string, kind: string, rest: object) => ({ id, kind, at: AT, ...rest });

export const evidence = (id: string, more: object = {}) =>
  event(`record-${id}`, 'evidence.recorded', {
    evidence: {
      id,
      source: 'logs',
      title: `Log lines ${id}`,
      body: { format: 'log', lines: [{ level: 'error', message: `seen ${id}` }] },
      ...more,
    },
  });

export const hypothesis = (id: string, statement = `cause ${id}`) =>
  event(`propose-${id}`, 'hypothesis.proposed', {
    hypothesis: { id, statement, confidence: 0.6 },
  });

export const note = (id: string) => event(id, 'note.added', { text: `note ${id}` });
