import type { HostileText } from './hostile-text';

/** Words of a command, and the same to the eye in letters of other scripts. */
const WORDS: [string, string, string][] = [
  ['Cyrillic for one letter', 'checkout', 'сheckout'],
  ['Cyrillic for two letters', 'payments', 'рауments'],
  ['Cyrillic throughout', 'pacex', 'расех'],
  ['Cyrillic throughout, in capitals', 'BATCH', 'ВАТСН'],
  ['Greek for one letter', 'rollback', 'rοllback'],
  ['Greek in capitals', 'KAPPA', 'ΚΑΡΡΑ'],
  ['Armenian', 'shop', 'sհop'],
  ['Armenian throughout', 'uno', 'սոօ'],
  ['Cherokee', 'SCALE', 'ᏚCALE'],
  ['Cherokee throughout', 'DRAW', 'ᎠᎡᎪᎳ'],
  ['Lisu', 'PROD', 'ꓑꓣꓳꓓ'],
  ['Coptic', 'core', 'ⲥⲟre'],
  ['Deseret', 'Logs', '𐐛ogs'],
  ['Osage', 'Down', 'D𐓪wn'],
  ['a Latin alpha', 'payments', 'pɑyments'],
  ['a script g', 'ingest', 'inɡest'],
  ['a small capital', 'version', 'ᴠersion'],
  ['a dotless i', 'list', 'lıst'],
  ['a full-width word', 'rollback', 'ｒｏｌｌｂａｃｋ'],
  ['one full-width letter', 'rollback', 'rollbacｋ'],
  ['mathematical bold', 'rollback', '𝐫𝐨𝐥𝐥𝐛𝐚𝐜𝐤'],
  ['mathematical monospace', 'rm', '𝚛𝚖'],
  ['mathematical Greek', 'AB', '𝚨𝚩'],
  ['double-struck', 'scale', '𝕤𝕔𝕒𝕝𝕖'],
  ['a script l', 'list', 'ℓist'],
  ['a Roman numeral', 'IV', 'ⅠⅤ'],
];

const SIGNS: [string, string, string][] = [
  ['a division slash', 'deploy/checkout', 'deploy∕checkout'],
  ['a fraction slash', 'deploy/checkout', 'deploy⁄checkout'],
  ['a big solidus', 'deploy/checkout', 'deploy⧸checkout'],
  ['a full-width slash', 'deploy/checkout', 'deploy／checkout'],
  ['a box drawing slash', 'deploy/checkout', 'deploy╱checkout'],
  ['a one dot leader', 'evil.example', 'evil․example'],
  ['a full-width full stop', 'evil.example', 'evil．example'],
  ['a ratio for a colon', 'host:443', 'host∶443'],
  ['a letter colon', 'host:443', 'host꞉443'],
  ['a set minus', 'c:\\windows', 'c:∖windows'],
  ['a full-width at', 'git@host', 'git＠host'],
];

/** In what is executed these are named wherever they stand; in prose they are ordinary. */
const MACHINE: [string, string, string][] = [
  ['a hyphen that is none', 'deploy --to r41', 'deploy ‐‐to r41'],
  ['a non-breaking hyphen', 'deploy --to r41', 'deploy ‑‑to r41'],
  ['an en dash', 'deploy -to r41', 'deploy –to r41'],
  ['a minus sign', 'scale -1', 'scale −1'],
  ['curly quotes', "echo 'one'", 'echo ‘one’'],
  ['a prime', "echo 'one'", 'echo ′one′'],
  ['an angle quote', 'cat <file', 'cat ‹file'],
  ['a tilde operator', '~root', '∼root'],
  ['an asterisk operator', 'rm *', 'rm ∗'],
  ['a full-width bar', 'cat a | sh', 'cat a ｜ sh'],
  ['a full-width semicolon', 'true; false', 'true； false'],
  ['a full-width dollar', 'echo $HOME', 'echo ＄HOME'],
  ['a Cyrillic word', 'note oko', 'note око'],
];

const MIXED: [string, string][] = [
  ['Cyrillic and Latin that look like nothing else', 'prodжe'],
  ['Greek and Latin', 'deployλδe'],
  ['Cyrillic and Greek', 'ждλ'],
  ['Latin, Cyrillic and Han', 'prodж字'],
  ['Hebrew and Arabic', 'שלוםسلام'],
  ['Thai and Cyrillic', 'ไทยж'],
];

const lookalike =
  (kind: 'confusable' | 'mixed-script') =>
  ([name, twin, text]: [string, string, string]): HostileText => ({
    name: `${name} (${twin})`,
    class: kind,
    text: `deploy ${text} now`,
    twin: `deploy ${twin} now`,
    warns: 'disguise',
  });

export const lookalikes: HostileText[] = [
  ...WORDS.map(lookalike('confusable')),
  ...SIGNS.map(lookalike('confusable')),
  ...MIXED.map(([name, text]): HostileText => ({
    name,
    class: 'mixed-script',
    text: `deploy ${text} now`,
    warns: 'disguise',
  })),
];

export const machineLookalikes: HostileText[] = MACHINE.map(([name, twin, text]) => ({
  name,
  class: 'confusable',
  text,
  twin,
}));
