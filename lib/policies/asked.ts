import type { Ruling } from '@/lib/policies/ruling';
import {
  type Asked,
  type PolicyRef,
  type Requirements,
  type Setting,
  type RuleRef,
  type SigningSetting,
  signingSetting,
} from '@/lib/policies/schema';
import { becauseWords, listWords } from '@/lib/policies/because-words';
import { approversOf, coSignerOf, stricterSigning } from '@/lib/policies/signing';

/** The stricter of what was bound and what is asked now. */
export const stricterRequirements = (bound: Requirements, now: Requirements): Requirements => ({
  ...stricterSigning(bound, now),
  separationOfDuties: bound.separationOfDuties || now.separationOfDuties,
  stepUp: bound.stepUp || now.stepUp,
});

/** What is decided of a recording sets nothing going: it is a judgement, which asks for no passkey. */
export function asJudged(ruling: Ruling): Ruling {
  const requirements = { ...ruling.terms.requirements, stepUp: false };
  return { ...ruling, terms: { ...ruling.terms, requirements } };
}

/** The setting of the policy behind each thing that is asked of signers. */
const BEHIND = {
  approvals: 'approvals',
  coSigner: 'coSigner',
  separationOfDuties: 'separationOfDuties',
  stepUp: 'stepUpFrom',
} as const satisfies Record<SigningSetting, Setting>;

const STRICTNESS: Record<SigningSetting, (of: Requirements) => number> = {
  approvals: approversOf,
  coSigner: (of) => (coSignerOf(of) === undefined ? 0 : 1),
  separationOfDuties: (of) => Number(of.separationOfDuties),
  stepUp: (of) => Number(of.stepUp),
};

const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const signatures = (count: number): string =>
  `${SMALL[count] ?? count} signature${count === 1 ? '' : 's'}`;

const WHAT: Record<SigningSetting, (of: Requirements) => string | undefined> = {
  approvals: (of) => signatures(approversOf(of)),
  coSigner: (of) => {
    const role = coSignerOf(of);
    return role === undefined ? undefined : `a ${role}’s signature as well`;
  },
  separationOfDuties: (of) =>
    of.separationOfDuties
      ? 'a signer who neither started nor steered the investigation'
      : undefined,
  stepUp: (of) => (of.stepUp ? 'a passkey with each signature' : undefined),
};

/** "Policy version 5 asks", "Policy versions 3 and 5 now ask". */
function whoAsks(rules: RuleRef[], isTightened: boolean): string {
  const versions = [...new Set(rules.map(({ version }) => version ?? 0))].toSorted((a, b) => a - b);
  const [noun, verb] = versions.length === 1 ? ['version', 'asks'] : ['versions', 'ask'];
  const named = listWords(versions.map(String), 'and');
  return `Policy ${noun} ${named} ${isTightened ? 'now ' : ''}${verb}`;
}

/**
 * What an approval takes now, and which rules of which versions ask for it. A policy that was
 * tightened since the proposal counts at once; one that was loosened takes nothing back, for what
 * was bound is what the digest says.
 */
export function askedNow(
  bound: { requirements: Requirements; policy: PolicyRef },
  ruling: Pick<Ruling, 'terms' | 'because'>,
): Asked {
  const now = ruling.terms.requirements;
  const requirements = stricterRequirements(bound.requirements, now);
  const because = signingSetting.options.flatMap((setting) => {
    const what = WHAT[setting](requirements);
    if (what === undefined) return [];
    const order = STRICTNESS[setting](now) - STRICTNESS[setting](bound.requirements);
    const rules = order < 0 ? [] : ruling.because[BEHIND[setting]];
    const isTightened = order > 0;
    const sentence =
      order < 0
        ? `Policy version ${bound.policy.version} asked for ${what} when this was proposed.`
        : `${whoAsks(rules, isTightened)} for ${what}, ${becauseWords(rules)}.`;
    return [{ setting, sentence, rules, isTightened }];
  });
  return { requirements, because };
}
