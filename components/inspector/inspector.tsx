'use client';

import { useQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { DriftView } from '@/components/drift/drift-view';
import { SummaryView } from '@/components/command/summary-view';
import { claimFace } from '@/components/hypothesis/claim-face';
import { ActionCard } from '@/components/incident/action-card';
import { useRoom, useRoomHands } from '@/components/incident/room-context';
import type { RunFacts } from '@/components/incident/run-facts';
import { NoteView } from '@/components/note/note-view';
import { VisibleText } from '@/components/text/visible-text';
import { eventClaim } from '@/components/timeline/event-claim';
import { eventFace } from '@/components/timeline/event-face';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Loading } from '@/components/ui/skeleton';
import { StateBadge } from '@/components/ui/state-badge';
import { eventQuery } from '@/lib/investigations/client';
import type { StoredEvent } from '@/lib/log/schema';
import { CheckpointView } from './checkpoint-view';
import { EventView } from './event-view';
import { EvidenceView } from './evidence-view';
import { HypothesisView } from './hypothesis-view';
import { InspectorFrame } from './inspector-frame';
import { focusOf, parseSelection, type Selection } from './selection';
import { NoticeArticle } from './notice-article';
import { StepView } from './step-view';

/** The whole of what is selected. A chunk of its own: it brings the viewers of every format. */
export default function Inspector() {
  const { facts, state } = useRoom();
  const { selected } = useRoomHands();
  const selection = parseSelection(selected);
  if (selection?.type === 'event' && selection.stream === 'incident') {
    const event = state.incidentEvents.find(({ seq }) => seq === selection.seq);
    return event ? <EventArticle event={event} facts={facts} /> : <NotHere />;
  }
  if (!facts || !selection) return <NotHere />;
  return <Selected selection={selection} facts={facts} />;
}

function Selected({ selection, facts }: { selection: Selection; facts: RunFacts }) {
  switch (selection.type) {
    case 'event':
      return <EventBySeq seq={selection.seq} facts={facts} />;
    case 'step': {
      const step = facts.stepOf(selection.id);
      if (!step) return <NotHere />;
      return (
        <InspectorFrame kind="Step" title={<VisibleText text={step.tool} />}>
          <StepView step={step} facts={facts} />
        </InspectorFrame>
      );
    }
    case 'evidence': {
      const evidence = facts.evidenceOf(selection.id);
      if (!evidence) return <NotHere />;
      return (
        <InspectorFrame kind="Evidence" title={<VisibleText text={evidence.title} />}>
          <EvidenceView key={evidence.key} evidence={evidence} facts={facts} />
        </InspectorFrame>
      );
    }
    case 'hypothesis': {
      const row = facts.hypotheses.find(({ id }) => id === selection.id);
      if (!row) return <NotHere />;
      return (
        <InspectorFrame
          kind="Hypothesis"
          title={<VisibleText text={row.statement} />}
          badges={<StateBadge noun="hypothesis" value={claimFace(row)} />}
        >
          <HypothesisView row={row} facts={facts} />
        </InspectorFrame>
      );
    }
    case 'checkpoint': {
      const checkpoint = facts.checkpoints.find(({ id }) => id === selection.id);
      if (!checkpoint) return <NotHere />;
      return (
        <InspectorFrame
          kind="Stop point"
          title={<StateBadge noun="stopPoint" value={checkpoint.stage} size="md" />}
          badges={<StateBadge noun="checkpoint" value={checkpoint.state} />}
        >
          <CheckpointView checkpoint={checkpoint} facts={facts} />
        </InspectorFrame>
      );
    }
    case 'action': {
      const action = facts.actions.find(({ id }) => id === selection.id);
      if (!action) return <NotHere />;
      return (
        <InspectorFrame kind="Action" title={<VisibleText text={action.title} />}>
          <ActionCard action={action} facts={facts} level={3} />
        </InspectorFrame>
      );
    }
    case 'notice':
      return <NoticeArticle id={selection.id} fallback={<NotHere />} />;
    case 'run': {
      const { drift } = facts.row;
      if (!drift || selection.id !== 'drift') return <NotHere />;
      return (
        <InspectorFrame
          kind="Investigation"
          title="Is it on track?"
          badges={<StateBadge noun="drift" value={drift.level} />}
        >
          <DriftView drift={drift} facts={facts} />
        </InspectorFrame>
      );
    }
    default:
      return <Thread selection={selection} facts={facts} />;
  }
}

/** A directive, a grant or an execution: its events one beneath the other. */
function Thread({
  selection,
  facts,
}: {
  selection: { type: 'directive' | 'grant' | 'execution'; id: string };
  facts: RunFacts;
}) {
  const { type, id } = selection;
  const events = facts.run.events.filter(({ payload }) => payload[type] === id);
  const [first] = events;
  if (!first) return <NotHere />;
  const actionId = typeof first.payload.action === 'string' ? first.payload.action : undefined;
  const action = facts.actions.find((each) => each.id === actionId);
  return (
    <InspectorFrame
      kind={eventFace(first).word}
      title={<VisibleText text={eventClaim(first, facts)} />}
    >
      {action && <ActionCard action={action} facts={facts} level={3} />}
      {events.map((event) => (
        <details key={event.seq} open={events.length === 1} className="text-sm">
          <summary className="min-h-6 py-1 break-words">
            {eventFace(event).word}: <VisibleText text={eventClaim(event, facts)} />
          </summary>
          <EventView event={event} />
        </details>
      ))}
    </InspectorFrame>
  );
}

function EventBySeq({ seq, facts }: { seq: number; facts: RunFacts }) {
  const held = facts.run.events.find((event) => event.seq === seq);
  const { data, isPending } = useQuery({
    ...eventQuery(facts.run.id, seq),
    enabled: held === undefined && seq <= facts.row.lastSeq,
  });
  // What came after the moment that is looked back at was not known then.
  if (seq > facts.row.lastSeq) return <NotHere />;
  const event = held ?? data;
  if (!event) return isPending ? <Loading label="Loading the row" /> : <NotHere />;
  const focus = focusOf(event);
  if (focus) return <Selected selection={focus} facts={facts} />;
  return <EventArticle event={event} facts={facts} />;
}

function EventArticle({ event, facts }: { event: StoredEvent; facts: RunFacts | undefined }) {
  return (
    <InspectorFrame
      kind={eventFace(event).word}
      title={<VisibleText text={eventClaim(event, facts)} />}
    >
      <NoteView event={event} />
      <SummaryView event={event} />
      <EventView event={event} />
    </InspectorFrame>
  );
}

function NotHere() {
  const { select } = useRoomHands();
  return (
    <EmptyState
      icon={SearchX}
      title="This row is not here"
      action={<Button onClick={() => select(null)}>Show the investigation</Button>}
    >
      The link may belong to another investigation of this incident.
    </EmptyState>
  );
}
