/** A shape of secret. Where the pattern names a group `secret`, only that part is masked. */
export interface MaskRule {
  id: string;
  pattern: RegExp;
  /** Refuses matches that are only placeholders. */
  isReal?: (secret: string) => boolean;
}

const NAMES =
  'password|passwd|pwd|passphrase|secret|api[_-]?key|access[_-]?key|private[_-]?key|client[_-]?secret|(?:access|auth|refresh|session|api|id)[_-]?token|token';

const PLACEHOLDER =
  /^(?:\*+|x+|\.+|<.*>?|\$.*|%.*|\{.*|\[masked.*|null|none|nil|true|false|undefined|redacted|changeme|\d{1,3})$/i;

const isReal = (secret: string): boolean => !PLACEHOLDER.test(secret);
/** Words are written after a colon as often as secrets are; secrets have a digit among letters. */
const isMixed = (secret: string): boolean =>
  isReal(secret) && /\d/.test(secret) && /[A-Za-z]/.test(secret);

/**
 * Shapes that the maintained rule set lacks, or masks more widely than evidence can bear (it takes
 * a whole connection string where only the password is secret).
 */
export const OWN_RULES: readonly MaskRule[] = [
  { id: 'countersign', pattern: /\bcs[kir]_[A-Za-z0-9_-]{20,}/g },
  {
    id: 'private-key',
    // To its end, or where that was cut off, to the text's.
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[^]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
  },
  { id: 'jwt', pattern: /\beyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){2,4}/g },
  {
    id: 'authorization',
    pattern: /\b(?:Bearer|Basic)\s{1,4}(?<secret>[A-Za-z0-9._~+/-]{12,}={0,2})/gi,
    isReal: (secret) => /[\d=+/]|[a-z][A-Z]/.test(secret),
  },
  {
    id: 'url-password',
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"']{0,100}:(?<secret>[^\s/@"']{1,200})@/gi,
    isReal,
  },
  { id: 'aws-key-id', pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g },
  { id: 'google-api-key', pattern: /\bAIza[A-Za-z0-9_-]{35}/g },
  { id: 'sendgrid', pattern: /\bSG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}/g },
  { id: 'gitlab', pattern: /\bgl(?:pat|ptt|dt|rt|cbt|soat|ft)-[A-Za-z0-9_-]{20,}/g },
  { id: 'slack', pattern: /\bxox[a-z]-[A-Za-z0-9-]{10,}/g },
  { id: 'stripe', pattern: /\b(?:[sr]k_(?:live|test)|whsec)_[A-Za-z0-9]{16,}/g },
  {
    id: 'model-provider',
    pattern: /\b(?:sk-(?:proj|ant|or|svcacct|admin)-|hf_)[A-Za-z0-9_-]{20,}/g,
  },
  {
    id: 'assignment',
    // name="value" and name: 'value', JSON within a string included.
    pattern: new RegExp(
      `(?:${NAMES})\\\\?["']?\\s{0,4}(?::|=>?|:=)\\s{0,4}\\\\?["'](?<secret>[^"'\\\\\\s]{4,200})`,
      'gi',
    ),
    isReal,
  },
  {
    id: 'assignment',
    pattern: new RegExp(`(?:${NAMES})=(?<secret>[^\\s"'&,;)\\]}\\\\]{4,200})`, 'gi'),
    isReal,
  },
  {
    id: 'assignment',
    // As YAML has it; a sentence goes on after its word, a value ends the line.
    pattern: new RegExp(`(?:${NAMES}):[ \\t]{1,4}(?<secret>[^\\s"',;]{6,200})[ \\t]{0,4}$`, 'gim'),
    isReal: isMixed,
  },
];

/** What the maintained set's rules need to see: each starts from one of these. */
export const PRESET_SUSPICIOUS =
  /PRIVATE KEY|secret_?access_?key|_authToken|xox[a-z]-|xapp-|hooks\.slack\.com|sk-|npm_|gh[pousr]_|github_pat_|shp(?:pa|ca|at|ss)_|lin_api_|ops_ey/i;

/**
 * What some rule, ours or the maintained set's, needs to see before it can match at all. One pass
 * of this spares ordinary text the twenty of the rules.
 */
export const SUSPICIOUS =
  /cs[kir]_|PRIVATE KEY|eyJ|bearer|basic\s|:\/\/[^\s/@"']{0,300}@|AKIA|ASIA|ABIA|ACCA|AIza|gl(?:pat|ptt|dt|rt|cbt|soat|ft)-|xox[a-z]-|xapp-|hooks\.slack\.com|[sr]k_(?:live|test)|whsec_|sk-|hf_|password|passwd|pwd|passphrase|secret|api[_-]?key|access[_-]?key|token|npm_|gh[pousr]_|github_pat_|SG\.|shp(?:pa|ca|at|ss)_|lin_api_|ops_ey/i;

/** A member of an object whose name alone makes its value a secret. */
export const SECRET_NAME = new RegExp(
  `^(?:.{0,60}[_.-])?(?:${NAMES}|authorization|cookie|set-cookie)$`,
  'i',
);

/** Whether the value of such a member is one, and not a word about it. */
export const isSecretValue = (value: string): boolean =>
  value.length >= 4 && !/\s/.test(value.trim()) && isReal(value);
