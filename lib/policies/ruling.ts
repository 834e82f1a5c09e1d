import { type PolicyCase, stricterOf, termsOf, weigh, type Weighed } from '@/lib/policies/rules';
import type { PolicyRef, PolicyRow, PolicyVersionRow, Terms } from '@/lib/policies/schema';

/** What policy says of a case, and why. */
export interface Ruling extends Weighed {
  terms: Terms;
  /** The version in force. */
  policy: PolicyRef;
  /** The version that an investigation began with, which holds where it is the stricter. */
  pinned: PolicyRef | null;
}

/**
 * Setting by setting the stricter of the version that an investigation began with and the one in
 * force: a tightened policy holds at once, a loosened one only for what begins after.
 */
export function rulingOn(
  asked: PolicyCase,
  { id, version, document }: PolicyRow,
  began?: Pick<PolicyVersionRow, 'policyId' | 'version' | 'document'>,
): Ruling {
  const now = weigh(document, asked, version);
  const met =
    began && began.version !== version
      ? stricterOf(weigh(began.document, asked, began.version), now)
      : now;
  return {
    ...met,
    terms: termsOf(met.settings, asked.action?.risk),
    policy: { id, version },
    pinned: began ? { id: began.policyId, version: began.version } : null,
  };
}
