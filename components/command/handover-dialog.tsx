'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFrozen } from '@/components/freeze/freezes';
import { ProblemNotice } from '@/components/incident/problem-notice';
import { useRoom, useRoomHands } from '@/components/incident/room-context';
import { factsOf } from '@/components/incident/run-facts';
import { useAct } from '@/components/incident/use-act';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Field, Select, Textarea } from '@/components/ui/field';
import { companyQuery, offerCommand } from '@/lib/command/client';
import { plainLine } from '@/lib/text/plain-line';
import { draftSummary } from './draft-summary';

/** To whom, and what they have to know. A chunk of its own, mounted open. */
export default function HandoverDialog({ onClose }: { onClose: () => void }) {
  const { state } = useRoom();
  const { actor } = useRoomHands();
  const { incident, runs } = state;
  const { data: company, isError } = useQuery(companyQuery(incident.id));
  const isFrozen = useFrozen(incident.service) !== undefined;
  const [to, setTo] = useState('');
  const [isTried, setTried] = useState(false);
  // Drafted once, from what is known as it opens: what is being edited must not change by itself.
  const [summary, setSummary] = useState(() =>
    draftSummary(
      incident,
      runs.map(factsOf).filter((facts) => facts !== undefined),
      Date.now(),
      { isFrozen },
    ),
  );
  const act = useAct(onClose);
  const others = company?.filter(({ id, mayCommand }) => mayCommand && id !== actor.id);
  const isNobody = others?.length === 0;
  const submit = () => {
    setTried(true);
    if (to === '' || summary.trim() === '') return;
    act.send(() => offerCommand(incident.id, { to, summary }));
  };
  const needed = (value: string) =>
    isTried && value.trim() === '' ? 'This is needed.' : undefined;
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title="Hand over command"
      description="You command until the other accepts. Both of you are told, and the summary stands in the timeline."
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field
          label="To"
          error={needed(to)}
          hint={
            isError
              ? 'Who may command is not known now. Close this and try again.'
              : isNobody
                ? 'Nobody else who is active may command here; an admin has to give somebody the role.'
                : undefined
          }
        >
          {(control) => (
            <Select
              {...control}
              value={to}
              options={[
                { value: '', label: 'Choose a commander' },
                ...(others ?? []).map(({ id, name }) => ({ value: id, label: plainLine(name) })),
              ]}
              onChange={({ target }) => setTo(target.value)}
            />
          )}
        </Field>
        <Field
          label="Summary"
          error={needed(summary)}
          hint="Drafted from the facts of the room, by no model. Change what you know better."
        >
          {(control) => (
            <Textarea
              {...control}
              rows={12}
              maxLength={20_000}
              value={summary}
              onChange={({ target }) => setSummary(target.value)}
            />
          )}
        </Field>
        <ProblemNotice problem={act.problem} />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" pending={act.isSending}>
            Offer command
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
