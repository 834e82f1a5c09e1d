'use client';

import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { Field, Textarea } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';

export type CopyState =
  | { step: 'reading'; read: number; of: number }
  | { step: 'refused'; markdown: string; rows: string }
  | { step: 'failed'; title: string };

interface CopyDialogProps {
  state: CopyState;
  /** Puts it away, and ends what is under way. */
  onClose: () => void;
}

const TITLES = {
  reading: 'Reading the rest of the run',
  refused: 'The browser did not take it',
  failed: 'Nothing was copied',
} as const;

/** How far the rest of a long run is read, and what to do where the clipboard is refused. */
export function CopyDialog({ state, onClose }: CopyDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={TITLES[state.step]}
      size={state.step === 'refused' ? 'lg' : 'sm'}
      footer={
        <>
          <Button onClick={onClose}>{state.step === 'reading' ? 'Cancel' : 'Close'}</Button>
          {state.step === 'refused' && (
            <CopyButton worded text={state.markdown} label="Copy again" />
          )}
        </>
      }
    >
      {state.step === 'reading' && <Reading read={state.read} of={state.of} />}
      {state.step === 'failed' && <Notice tone="bad" title={state.title} />}
      {state.step === 'refused' && (
        <Field label={`${state.rows} as Markdown`} hint="Select all of it and copy it by hand.">
          {(control) => (
            <Textarea
              {...control}
              readOnly
              value={state.markdown}
              rows={10}
              className="font-mono text-xs"
              onFocus={(event) => event.target.select()}
            />
          )}
        </Field>
      )}
    </Dialog>
  );
}

function Reading({ read, of }: { read: number; of: number }) {
  return (
    <div className="flex flex-col gap-2 text-sm text-muted tabular-nums">
      <progress
        aria-label="Events looked through"
        value={read}
        max={Math.max(1, of)}
        className="h-2 w-full accent-running-fill"
      />
      <p role="status">
        {read.toLocaleString('en')} of {of.toLocaleString('en')} events looked through
      </p>
    </div>
  );
}
