export interface CharacterName {
  short: string;
  long: string;
}

const C0 =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

const NAMES = new Map<number, CharacterName>(
  (
    [
      [0x7f, 'DEL', 'delete'],
      [0x85, 'NEL', 'next line'],
      [0x9b, 'CSI', 'control sequence introducer'],
      [0xa0, 'NBSP', 'no-break space'],
      [0xad, 'SHY', 'soft hyphen'],
      [0x34f, 'CGJ', 'combining grapheme joiner'],
      [0x61c, 'ALM', 'Arabic letter mark'],
      [0x200b, 'ZWSP', 'zero-width space'],
      [0x200c, 'ZWNJ', 'zero-width non-joiner'],
      [0x200d, 'ZWJ', 'zero-width joiner'],
      [0x200e, 'LRM', 'left-to-right mark'],
      [0x200f, 'RLM', 'right-to-left mark'],
      [0x2028, 'LS', 'line separator'],
      [0x2029, 'PS', 'paragraph separator'],
      [0x202a, 'LRE', 'left-to-right embedding'],
      [0x202b, 'RLE', 'right-to-left embedding'],
      [0x202c, 'PDF', 'pop directional formatting'],
      [0x202d, 'LRO', 'left-to-right override'],
      [0x202e, 'RLO', 'right-to-left override'],
      [0x202f, 'NNBSP', 'narrow no-break space'],
      [0x2060, 'WJ', 'word joiner'],
      [0x2066, 'LRI', 'left-to-right isolate'],
      [0x2067, 'RLI', 'right-to-left isolate'],
      [0x2068, 'FSI', 'first-strong isolate'],
      [0x2069, 'PDI', 'pop directional isolate'],
      [0x2800, 'BLANK', 'blank braille cell'],
      [0x3000, 'WIDE', 'ideographic space'],
      [0x3164, 'FILLER', 'Hangul filler'],
      [0xfeff, 'BOM', 'byte order mark'],
      [0xfffc, 'OBJ', 'object replacement'],
    ] satisfies [number, string, string][]
  ).map(([code, short, long]) => [code, { short, long }]),
);

/** The classes whose members have no names of their own here, first match first. */
const CLASSES: [RegExp, string, string][] = [
  [/[\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}\u180b-\u180d\u180f]/u, 'VS', 'variation selector'],
  [/[\u{e0000}-\u{e007f}]/u, 'TAG', 'invisible tag'],
  [/\p{Cc}/u, 'CTRL', 'control character'],
  [/\p{Cs}/u, 'HALF', 'half of a surrogate pair'],
  [/\p{Co}/u, 'PRIVATE', 'private-use character'],
  [/\p{Cn}/u, 'UNASSIGNED', 'unassigned character'],
  [/\p{Zs}/u, 'SPACE', 'unusual space'],
  [/\p{Default_Ignorable_Code_Point}|\p{Cf}/u, 'INVISIBLE', 'invisible character'],
  [/\p{M}/u, 'MARK', 'combining mark'],
  [/[\u{1d400}-\u{1d7ff}]/u, 'MATH', 'mathematical letter'],
  [/[\uff01-\uff5e]/u, 'FULLWIDTH', 'full-width character'],
  [/\p{Script=Cyrillic}/u, 'CYRILLIC', 'Cyrillic letter'],
  [/\p{Script=Greek}/u, 'GREEK', 'Greek letter'],
  [/\p{Script=Armenian}/u, 'ARMENIAN', 'Armenian letter'],
  [/\p{Script=Cherokee}/u, 'CHEROKEE', 'Cherokee letter'],
  [/\p{Script=Coptic}/u, 'COPTIC', 'Coptic letter'],
  [/\p{Script=Lisu}/u, 'LISU', 'Lisu letter'],
  [/\p{Script=Latin}/u, 'LATIN', 'unusual Latin letter'],
  [/\p{L}/u, 'LETTER', 'letter of another script'],
];

/** What a character that is not drawn as itself is called; undefined when no name helps. */
export function nameOf(code: number): CharacterName | undefined {
  const control = C0[code];
  if (control) return { short: control, long: `control character ${control}` };
  const known = NAMES.get(code);
  if (known) return known;
  const character = String.fromCodePoint(code);
  const found = CLASSES.find(([pattern]) => pattern.test(character));
  return found && { short: found[1], long: found[2] };
}
