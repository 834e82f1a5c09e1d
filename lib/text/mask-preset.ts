import 'server-only';
import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import type { SecretLintRuleContext, SecretLintSourceCode } from '@secretlint/types';
import { PRESET_SUSPICIOUS } from './mask-rules';

export interface Hit {
  start: number;
  end: number;
  rule: string;
}

const PREFIX = '@secretlint/secretlint-rule-';

/**
 * Left out: comments that switch rules off, since whoever writes evidence would switch them off;
 * the one that opens files; two that mask whole addresses, where ours mask the password; and one
 * whose pattern takes seconds on a text made for it.
 */
const LEFT_OUT = new Set(
  ['filter-comments', 'gcp', 'basicauth', 'database-connection-string', 'sendgrid'].map(
    (id) => PREFIX + id,
  ),
);

const message = { messageId: 'secret', message: 'secret', data: {} };

/**
 * A maintained rule set, run by ourselves: its own runner honours the comments left out above and
 * keeps an entry of every run for profiling, which a server must not.
 */
const used = rules
  .filter((rule) => !LEFT_OUT.has(rule.meta.id))
  .map((rule) => {
    let hits: Hit[] = [];
    const id = rule.meta.id.slice(PREFIX.length);
    const context: SecretLintRuleContext = {
      sharedOptions: {},
      createTranslator: () => () => message,
      report: ({ range: [start, end] }) => void hits.push({ start, end, rule: id }),
      ignore: () => undefined,
    };
    const handler = rule.create(context, {});
    return (source: SecretLintSourceCode): Hit[] => {
      hits = [];
      // The rules kept here are synchronous; a promise would mean that the set has changed.
      if (handler.file?.(source) instanceof Promise) throw new Error(`Rule ${id} is asynchronous.`);
      return hits;
    };
  });

/** A name under which npm's rule looks for registry tokens too. */
const NAME = '.npmrc';
const start = { line: 1, column: 0 };

const sourceOf = (content: string): SecretLintSourceCode => ({
  hasBOM: false,
  content,
  filePath: NAME,
  physicalFilePath: undefined,
  contentType: 'text',
  ext: '',
  getFilePath: () => NAME,
  getPhysicalFilePath: () => undefined,
  locationToRange: () => [0, 0],
  rangeToLocation: () => ({ start, end: start }),
  positionToIndex: () => 0,
  indexToPosition: () => start,
});

/** Where the rule set finds secrets in a text. */
export function presetHits(text: string): Hit[] {
  if (!PRESET_SUSPICIOUS.test(text)) return [];
  const source = sourceOf(text);
  return used.flatMap((run) => run(source));
}
