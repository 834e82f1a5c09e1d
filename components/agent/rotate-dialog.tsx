'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { Button } from '@/components/ui/button';
import { Choice } from '@/components/ui/choice';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { AGENTS_KEY, postRotation } from '@/lib/agents/client';
import type { AgentOut } from '@/lib/agents/schema-views';

const HOUR_S = 3600;

const OVERLAPS = [
  { value: '0', label: 'At once' },
  { value: String(HOUR_S), label: 'In an hour' },
  { value: String(24 * HOUR_S), label: 'In a day' },
  { value: String(7 * 24 * HOUR_S), label: 'In a week' },
] as const;

export interface RotateDialogProps {
  agent: AgentOut;
  agentKey: AgentOut['keys'][number];
  onMade: (key: string) => void;
  onClose: () => void;
}

/** A key in the place of another, and how long the old one holds on. */
export function RotateDialog({ agent, agentKey, onMade, onClose }: RotateDialogProps) {
  const queries = useQueryClient();
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]['value']>(OVERLAPS[2].value);
  const rotate = useMutation({
    mutationFn: () => postRotation(agent.id, agentKey.id, Number(overlap)),
    onSuccess: ({ key }) => {
      onClose();
      onMade(key);
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: AGENTS_KEY }),
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Rotate this key"
      description="A new key is made now. The old one holds on meanwhile, so that the agent can be changed over without a gap."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" pending={rotate.isPending} onClick={() => rotate.mutate()}>
            Make the new key
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <span aria-hidden className="text-sm font-medium text-ink">
          The old key ends
        </span>
        <Choice
          label="The old key ends"
          value={overlap}
          options={[...OVERLAPS]}
          onValueChange={setOverlap}
        />
        {rotate.isError && (
          <Notice tone="bad" title="No key was made" announced="alert">
            {sayError(rotate.error)}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
