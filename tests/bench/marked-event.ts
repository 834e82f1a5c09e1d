/**
 * In turns a note, a step and a piece of evidence, each a row of its own with its mark in the text.
 * @param mark also the event's id
 */
export function markedEvent(mark: string, turn: number): object {
  const head = { id: mark, at: new Date().toISOString() };
  if (turn % 3 === 0) return { ...head, kind: 'note.added', text: `${mark} was looked at` };
  if (turn % 3 === 1) return { ...head, kind: 'step.started', step: mark, tool: `${mark} search` };
  const lines = [{ level: 'error', message: `seen ${mark}` }];
  const body = { format: 'log', lines };
  const evidence = { id: `ev.${mark}`, source: 'logs', title: `${mark} lines`, body };
  return { ...head, kind: 'evidence.recorded', evidence };
}
