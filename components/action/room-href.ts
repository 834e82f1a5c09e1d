/**
 * The address of a room with one run chosen and, if given, one thing selected in it: `ev:ID` an
 * item of evidence, `chk:ID` a stop point, `e:SEQ` an event. With `at`, as it was known at that seq.
 */
export function roomHref(
  incidentId: string,
  investigationId: string,
  selected?: string,
  at?: number,
): string {
  const query = new URLSearchParams({ run: investigationId });
  if (selected !== undefined) query.set('sel', selected);
  if (at !== undefined) query.set('at', String(at));
  return `/incidents/${encodeURIComponent(incidentId)}?${query}`;
}
