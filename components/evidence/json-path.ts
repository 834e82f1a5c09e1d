export type JsonPath = readonly (string | number)[];

const bareName = /^[A-Za-z_][\w]*$/;

/** A JSONPath (RFC 9535): `$.alerts[0]['label-name']`. */
export function pathText(path: JsonPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (bareName.test(step)) return `${text}.${step}`;
    return `${text}['${step.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`;
  }, '$');
}

/** The children of an object or array; undefined for anything else. */
export function entriesOf(value: unknown): [string | number, unknown][] | undefined {
  if (Array.isArray(value)) return value.map((item: unknown, index) => [index, item]);
  if (typeof value === 'object' && value !== null) return Object.entries(value);
  return undefined;
}
