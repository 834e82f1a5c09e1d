'use client';

import { useState } from 'react';
import { ProblemNotice } from '@/components/incident/problem-notice';
import { useAct } from '@/components/incident/use-act';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import type { Companion } from '@/lib/command/schema';
import { addNote } from '@/lib/investigations/client';
import { MentionField } from './mention-field';

export interface NoteDialogProps {
  investigationId: string;
  incidentId: string;
  /** The claim that it is about; a note of the timeline alone where it is left out. */
  hypothesisId?: string | undefined;
  onClose: () => void;
}

/** A note, or a comment on a claim, and whom to tell of it. A chunk of its own, mounted open. */
export default function NoteDialog(props: NoteDialogProps) {
  const { investigationId, incidentId, hypothesisId, onClose } = props;
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Companion[]>([]);
  const [isTried, setTried] = useState(false);
  const act = useAct(onClose);
  const word = hypothesisId === undefined ? 'note' : 'comment';
  const submit = () => {
    setTried(true);
    if (text.trim() === '') return;
    const mentions = chosen.map(({ id }) => id);
    act.send(() =>
      addNote(investigationId, {
        text,
        ...(hypothesisId === undefined ? {} : { hypothesisId }),
        ...(mentions.length > 0 ? { mentions } : {}),
      }),
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={hypothesisId === undefined ? 'Add a note' : 'Comment on this claim'}
      description="It stands in the timeline under your name, for people and agents to read."
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <MentionField
          label={word === 'note' ? 'Note' : 'Comment'}
          incidentId={incidentId}
          text={text}
          chosen={chosen}
          onChange={(next, named) => {
            setText(next);
            setChosen(named);
          }}
          error={isTried && text.trim() === '' ? 'This is needed.' : undefined}
        />
        <ProblemNotice problem={act.problem} />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" pending={act.isSending}>
            Add the {word}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
