import { ACTIONS } from './actions';
import { GOVERNANCE } from './governance';
import { IDENTITIES } from './identities';
import { INVESTIGATIONS } from './investigations';
import { NOTICES } from './notices';
import { PASSKEYS } from './passkeys';
import type { ProblemText } from './problem-text';
import { REQUESTS } from './requests';

/** The slugs in their parts, as the page that lists them shows them. */
export const PROBLEM_PARTS = [
  { title: 'Any request', problems: REQUESTS },
  { title: 'Incidents and investigations', problems: INVESTIGATIONS },
  { title: 'Actions, signatures and executions', problems: ACTIONS },
  { title: 'People and agents', problems: IDENTITIES },
  { title: 'Passkeys', problems: PASSKEYS },
  { title: 'Freezes, policies, scopes and the catalogue', problems: GOVERNANCE },
  { title: 'Notices', problems: NOTICES },
] as const;

const PROBLEMS = {
  ...REQUESTS,
  ...INVESTIGATIONS,
  ...ACTIONS,
  ...IDENTITIES,
  ...PASSKEYS,
  ...GOVERNANCE,
  ...NOTICES,
};

/** Every slug that a refusal of ours may carry: errors take no other. */
export type ProblemSlug = keyof typeof PROBLEMS;

export const PROBLEM_SLUGS = Object.keys(PROBLEMS) as ProblemSlug[];

export const isProblemSlug = (text: string): text is ProblemSlug => Object.hasOwn(PROBLEMS, text);

export const problemText = (slug: ProblemSlug): ProblemText => PROBLEMS[slug];
