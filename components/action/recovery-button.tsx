'use client';

import { HeartPulse } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { late } from '@/components/ui/late';
import type { ActionRow } from '@/lib/actions/schema';
import { canReportRecovery } from './recovery';

const RecoveryDialog = late(() => import('./recovery-dialog'));

export interface RecoveryButtonProps {
  action: { id: string; state: ActionRow['state']; verification: ActionRow['verification'] };
  executionId: string | null | undefined;
  /** Why this person may not. */
  refusal: string | undefined;
}

/** A person's own word on whether a change helped, once it was carried out; its form comes when asked. */
export function RecoveryButton({ action, executionId, refusal }: RecoveryButtonProps) {
  const [isOpen, setOpen] = useState(false);
  if (!executionId || !canReportRecovery(action.state)) return null;
  return (
    <>
      <Button
        icon={<HeartPulse aria-hidden size={14} />}
        aria-haspopup="dialog"
        disabledReason={refusal}
        onClick={() => setOpen(true)}
      >
        {action.verification ? 'Report recovery again' : 'Say whether it recovered'}
      </Button>
      {isOpen && (
        <RecoveryDialog
          actionId={action.id}
          executionId={executionId}
          before={action.verification}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
