import type { ActionRow } from '@/lib/actions/schema';

type Verification = NonNullable<ActionRow['verification']>;

/** States of which it is known how the execution ended: what came of it can be told. */
const OVER: readonly ActionRow['state'][] = ['succeeded', 'failed', 'rolled_back'];

export const canReportRecovery = (state: ActionRow['state']): boolean => OVER.includes(state);

export const RECOVERY_CHOICES: { value: Verification['status']; label: string }[] = [
  { value: 'recovered', label: 'Recovered' },
  { value: 'not_recovered', label: 'Not recovered' },
  { value: 'unknown', label: 'Cannot tell' },
];

/** What somebody says that they saw; what machines measured is no text and stays in the record. */
export const seenText = ({ evidence }: Pick<Verification, 'evidence'>): string | undefined =>
  typeof evidence === 'string' && evidence.trim() !== '' ? evidence : undefined;
