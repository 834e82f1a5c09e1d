/** Bodies of POST …/events that are no acceptable JSON, and the path that the refusal must name. */
export interface BadText {
  name: string;
  body: string | Uint8Array;
  path: string;
  /** The path goes on from there, as deep as we look. */
  isDeep?: boolean;
}

const note = (inner: string): string =>
  `{"events":[{"id":"n1","kind":"note.added","at":"2026-03-01T12:00:00.000Z",${inner}}]}`;
const step = (inner: string): string =>
  `{"events":[{"id":"s1","kind":"step.started","at":"2026-03-01T12:00:00.000Z","step":"s1","tool":"grep",${inner}}]}`;

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** Text with the three bytes that a careless encoder writes for U+D800. */
const withRawSurrogate = (): Uint8Array => {
  const [before = '', after = ''] = note('"text":"HERE"').split('HERE');
  return Buffer.concat([Buffer.from(before), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from(after)]);
};

const of = (name: string, body: string | Uint8Array, path = ''): BadText => ({ name, body, path });
const TEXT = 'events.0.text';
const ARGS = 'events.0.args';

export const badTexts: BadText[] = [
  of('nothing', ''),
  of('white space', '  \n '),
  of('a text that is cut off', '{"events":['),
  of('two values', '{"events":[]} {"events":[]}'),
  of('a comma too many', '{"events":[],}'),
  of('a comment', '{"events":[] /* none */}'),
  of('single quotes', `{'events':[]}`),
  of('NaN', step('"args":NaN')),
  of('a byte order mark', `\ufeff${note('"text":"x"')}`),
  of('a bare line break in a text', note('"text":"a\nb"')),
  of('Latin-1 bytes', Buffer.from(note('"text":"caf\xe9"'), 'latin1')),
  of('UTF-16', Buffer.from(note('"text":"x"'), 'utf16le')),
  of('an array in place of the object', '[]'),
  of('a text in place of the object', '"events"'),
  of('null in place of the object', 'null'),
  of('a name twice', '{"events":[],"events":[]}', 'events'),
  of('a name twice deep inside', note('"text":"a","text":"b"'), TEXT),
  of('a name twice, once escaped', note('"text":"a","te\\u0078t":"b"'), TEXT),
  of('a name twice in arguments', step('"args":{"a":{"b":1,"b":2}}'), `${ARGS}.a.b`),
  of('__proto__', '{"__proto__":{"isAdmin":true},"events":[]}', '__proto__'),
  of('__proto__ deep inside', step('"args":{"__proto__":{"x":1}}'), `${ARGS}.__proto__`),
  of('an escaped __proto__', step('"args":{"__pro\\u0074o__":1}'), `${ARGS}.__proto__`),
  of(
    'constructor.prototype',
    step('"args":{"constructor":{"prototype":{}}}'),
    `${ARGS}.constructor.prototype`,
  ),
  of('half of an escaped surrogate pair', note('"text":"\\ud800"'), TEXT),
  of('surrogates in the wrong order', note('"text":"\\udc00\\ud800"'), TEXT),
  of('half of a surrogate pair in a name', step('"args":{"a\\udc00":1}'), `${ARGS}.a\ufffd`),
  of('half of a surrogate pair in raw bytes', withRawSurrogate()),
  of('an escaped NUL', note('"text":"a\\u0000b"'), TEXT),
  of('an escaped NUL in a name', step('"args":{"a\\u0000":1}'), `${ARGS}.a\ufffd`),
  of('a raw NUL', note('"text":"a\0b"')),
  of('1e400', step('"args":1e400'), ARGS),
  of('-1e400 in a list', step('"args":[1,-1e400]'), `${ARGS}.1`),
  of('an integer of 400 digits', step(`"args":${'9'.repeat(400)}`), ARGS),
  of('2^53 + 1', step('"args":{"n":9007199254740993}'), `${ARGS}.n`),
  of('-(2^53 + 1)', step('"args":{"n":-9007199254740993}'), `${ARGS}.n`),
  { ...of('a thousand levels', step(`"args":${nested(1000)}`), `${ARGS}.0`), isDeep: true },
  { ...of('half a million levels', nested(500_000)), isDeep: true },
  {
    name: 'a thousand objects inside one another',
    body: step(`"args":${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`),
    path: `${ARGS}.a`,
    isDeep: true,
  },
];
