/**
 * The address of a room with one run chosen and, if given, one thing selected in it: `ev:ID` an
 * item of evidence, `chk:ID` a stop point, `e:SEQ` an event.
 */
export function roomHref(incidentId: string, investigationId: string, selected?: string): string {
  const query = new URLSearchParams({ run: investigationId });
  if (selected !== undefined) query.set('sel', selected);
  return `/incidents/${encodeURIComponent(incidentId)}?${query}`;
}
