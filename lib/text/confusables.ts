/**
 * Unicode's confusables (UTS 39, confusables.txt), cut to what passes for one ASCII character: first
 * that character, then whatever is drawn like it. Letters and digits of left-to-right alphabets;
 * punctuation of any script. What compatibility normalisation undoes is left out, and undone below.
 * A test derives both lists anew from the whole table, which is a hundred times their size.
 */
const LETTERS = [
  '2ƧϨᒿꙄꛯꝚ 3ƷȜЗӠⳌꝪꞫ𑣊𖼻 4Ꮞ𑢯 5Ƽ𑢻 6бᏮⳒ𑣕 7𐓒𑣆 8Ȣȣ𐌚 9ⳊꝮ𑢬𑣌𑣖 AΑАᎪᗅꓮ𐊠𖽀 BΒВᏴᗷꓐꞴ𐊂𐊡𐌁 CϹСᏟⲤꓚ𐊢𐌂𐐕𐔜𑣩𑣲',
  'DᎠᗞᗪꓓ EΕЕᎬⴹꓰ𐊆𑢦𑢮 FϜᖴꓝꞘ𐊇𐊥𐔥𑢢𑣂 GԌᏀᏳꓖ HΗНᎻᕼⲎꓧ𐋏 JͿЈᎫᒍꓙꞲ KΚКᏦᛕⲔꓗ𐔘 LᏞᒪⳐꓡ𐐛𐔦𑢣𑢲𖼖 MΜϺМᎷᗰᛖⲘꓟ𐊰𐌑',
  'NΝⲚꓠ𐔓 OΟОՕⲞⵔꓳ𐊒𐊫𐐄𐓂𐔖𑢵𑣠 PΡРᏢᑭⲢꓑ𐊕 Qⵕ RƦᎡᏒᖇꓣ𐒴𖼵 SЅՏᏕᏚꓢ𐊖𐐠𖼺 TΤТᎢⲦꓔ𐊗𐊱𐌕𑢼𖼊 UՍᑌꓴ𐓎𑢸𖽂 VѴᏙᐯⴸꓦꛟ𐔝𑢠𖼈',
  'WԜᎳᏔꓪ𑣦𑣯 XΧХᚷⲬⵝꓫꞳ𐊐𐊴𐌗𐌢𐔧𑣬 YΥϒУҮᎩᎽⲨꓬ𐊲𑢤𖽃 ZΖᏃꓜ𑢩𑣥 aɑαа bƄЬᏏᑲᖯ cϲсᴄⲥꮯ𐐽 dԁᏧᑯꓒ eеҽꬲ fſքẝꞙꬵ',
  'gƍɡցᶃ hһհᏂ iıɩɪͺιіӏᎥιꙇꭵ𑣃 jϳј lƖǀΙІӀᛁⲒⵏꓲ𐊊𐌉𐌠𖼨 nոռ oοσоօჿᴏᴑⲟꬽ𐐬𐓪𑣈𑣗 pρϱрⲣ qԛգզ rгᴦⲅꭇꭈꮁ',
  'sƽѕꜱꮪ𐑈𑣁 uʋυսᴜꞟꭎꭒ𐓶𑣘 vνѵᴠꮩ𑣀 wɯѡԝաᴡꮃ xхᕁᕽ yɣʏγуүყᶌỿꭚ𑣜 zᴢꮓ𑣄',
].join(' ');

const MARKS = [
  "!ǃ &ꝸ '´ʹʻʼʽʾˈˊˋ˴ʹ΄՚՝׳ߴߵ᾽᾿`´῾‘’‛′‵ꞌ (❨❲〔﴾ )❩❳〕﴿ *٭⁎∗ +᛭➕ ,¸؍٫‚ꓹ -˗۔‐‑‒–⁃−➖﹘ .܁܂ꓸ꘎𐩐",
  '/᜵⁁⁄∕╱⟋⧸⼃〳㇓𝈺 :ː˸։׃܃܄᛬᠃᠉⁚∶ꓽ꞉︰ ;; <˂‹❮𝈶 =᐀⹀゠꓿ >˃›❯𝈷 ?Ɂʔ \\∖⟍⧵⧹⼂㇔𝈏𝈻 ^˄ˆ _ߺ﹍﹎﹏ {❴𝄔 }❵',
  '~˜῀⁓∼',
].join(' ');

const read = (list: string): Map<string, string> =>
  new Map(
    list.split(' ').flatMap((entry) => {
      const [ascii = '', ...alike] = entry;
      return alike.map((character): [string, string] => [character, ascii]);
    }),
  );

const letters = read(LETTERS);
const marks = read(MARKS);

/** One dot leader, letterlike symbols, number forms, small and full-width forms, other alphabets. */
const COMPATIBLE =
  /[\u2024\u2100-\u218f\ufe50-\ufe6f\uff01-\uff5e\u{1d400}-\u{1d7ff}\u{1f130}-\u{1f149}]/u;
const ONE_ASCII_LETTER = /^[A-Za-z0-9]$/;
const ONE_ASCII_MARK = /^[!-/:-@[-`{-~]$/;

/** A character that is an ASCII letter or digit, or a Greek one, in another dress. */
export const isCompatible = (character: string): boolean => COMPATIBLE.test(character);

const undressed = (character: string): string =>
  isCompatible(character) ? character.normalize('NFKC') : character;

/** The one ASCII letter or digit that this other character is drawn like. */
export function letterLike(character: string): string | undefined {
  if (character < '\u0080') return undefined;
  const plain = undressed(character);
  return ONE_ASCII_LETTER.test(plain) ? plain : (letters.get(character) ?? letters.get(plain));
}

/** The one ASCII punctuation mark that this other character is drawn like. */
export function markLike(character: string): string | undefined {
  if (character < '\u0080') return undefined;
  const plain = undressed(character);
  return ONE_ASCII_MARK.test(plain) ? plain : (marks.get(character) ?? marks.get(plain));
}
