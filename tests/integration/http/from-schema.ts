import * as fc from 'fast-check';
import { z } from 'zod';

type Json = Record<string, unknown>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Texts that have broken somebody's server before. */
const NASTY = [
  '',
  ' ',
  '*',
  '%',
  '_',
  "'; DROP TABLE event; --",
  '\u202e\u200b',
  '\u0001\u007f',
  '\ud83d\ude00',
  '../../etc/passwd',
  '$1',
  '{{x}}',
  'x'.repeat(5000),
  '-0',
  '1e400',
  '__proto__',
  'toString',
  'constructor',
  '2026-01-31T12:00:00.000Z',
  '+275760-09-13T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '0000-01-01T00:00:00.000Z',
];

const text = (known: readonly string[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constantFrom(...known, ...NASTY),
    fc.string({ unit: 'binary', maxLength: 20 }).filter((each) => !each.includes('\0')),
  );

/** Texts that a schema of a string lets in, nasty ones among them. */
const fittingText = (schema: Json, known: readonly string[]): fc.Arbitrary<unknown> => {
  if (schema.format === 'date-time') {
    return fc.constantFrom(
      '2026-01-31T12:00:00.000Z',
      '1970-01-01T00:00:00+14:00',
      '0000-01-01T00:00:00Z',
      '9999-12-31T23:59:59-14:00',
      '2016-12-31T23:59:59.999999999Z',
    );
  }
  if (schema.format === 'email') return fc.constantFrom('a@fuzz.local', 'B@Fuzz.Local');
  if (schema.format === 'uri') return fc.constantFrom('https://fuzz.local/x', 'file:///etc');
  const pattern = typeof schema.pattern === 'string' ? new RegExp(schema.pattern) : /^/;
  const min = typeof schema.minLength === 'number' ? schema.minLength : 0;
  const max = typeof schema.maxLength === 'number' ? schema.maxLength : Infinity;
  const isFit = (each: unknown): boolean =>
    typeof each === 'string' && each.length >= min && each.length <= max && pattern.test(each);
  const fit = [...known, ...NASTY].filter(isFit);
  const made =
    schema.pattern === undefined ? text(known).filter(isFit) : fc.stringMatching(pattern);
  return fit.length > 0 ? fc.oneof(fc.constantFrom(...fit), made) : made;
};

const wild = (known: readonly string[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    text(known),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(null, true, false, [], {}, -1, 0, 2 ** 31, 2 ** 53 - 1, 1e300),
    fc.jsonValue({ maxDepth: 3 }),
  );

const number = (schema: Json): fc.Arbitrary<unknown> => {
  const min = typeof schema.minimum === 'number' ? Math.max(schema.minimum, -1e6) : -1e6;
  const max = typeof schema.maximum === 'number' ? Math.min(schema.maximum, 1e6) : 1e6;
  return schema.type === 'integer'
    ? fc.integer({ min: Math.ceil(min), max: Math.floor(max) })
    : fc.double({ min, max, noNaN: true });
};

const object = (schema: Json, known: readonly string[]): fc.Arbitrary<unknown> => {
  const properties = isRecord(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const members = Object.fromEntries(
    Object.entries(properties).map(([name, each]) => [name, valid(each, known)]),
  );
  const record = fc.record(members, { requiredKeys: required });
  if (!isRecord(schema.additionalProperties)) return record;
  return fc.dictionary(
    fc.string({ minLength: 1, maxLength: 10 }),
    valid(schema.additionalProperties, known),
    {
      maxKeys: 3,
    },
  );
};

/** Values that mostly fit a JSON schema; ids among `known` where any text fits. */
function valid(schema: unknown, known: readonly string[]): fc.Arbitrary<unknown> {
  if (!isRecord(schema)) return wild(known);
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices)) return fc.oneof(...choices.map((each) => valid(each, known)));
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object':
      return object(schema, known);
    case 'array':
      return fc.array(
        Array.isArray(schema.prefixItems)
          ? fc.tuple(...schema.prefixItems.map((each) => valid(each, known)))
          : valid(schema.items, known),
        { maxLength: 3 },
      );
    case 'string':
      return fittingText(schema, known);
    case 'number':
    case 'integer':
      return number(schema);
    case 'boolean':
      return fc.boolean();
    default:
      return wild(known);
  }
}

/** Puts something wild in one place of a value. */
const bent = (value: unknown, odd: unknown, turn: number): unknown => {
  if (!isRecord(value)) return odd;
  const names = Object.keys(value);
  const name = names[turn % (names.length || 1)];
  if (name === undefined) return { ...value, surprise: odd };
  if (turn % 3 === 0) return { ...value, [name]: bent(value[name], odd, Math.floor(turn / 3)) };
  return turn % 3 === 1 ? { ...value, [name]: odd } : { ...value, surprise: odd };
};

/** Inputs for a zod schema as it wants them, so far as JSON Schema can say what it wants. */
export const fittingInput = (schema: z.ZodType, known: readonly string[]): fc.Arbitrary<unknown> =>
  valid(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), known);

/** Inputs for a zod schema: half of them as it wants them, half bent in one place, some wild. */
export function inputFor(schema: z.ZodType, known: readonly string[]): fc.Arbitrary<unknown> {
  const fitting = fittingInput(schema, known);
  return fc.oneof(
    { weight: 7, arbitrary: fitting },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fitting, wild(known), fc.nat(1000))
        .map(([value, odd, turn]) => bent(value, odd, turn)),
    },
    { weight: 1, arbitrary: wild(known) },
  );
}
