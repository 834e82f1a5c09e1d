import { ClampedText } from '@/components/text/clamped-text';
import { SuspicionNotes } from '@/components/text/suspicion-notes';
import { VisibleText } from '@/components/text/visible-text';
import type { StoredEvent } from '@/lib/log/schema';
import { roomEvent } from '@/components/timeline/payload';

/** A note whole, and who was told of it: by whom its writer chose, not by what its text says. */
export function NoteView({ event: stored }: { event: StoredEvent }) {
  const event = roomEvent(stored);
  if (event.kind !== 'note.added') return null;
  const { text, mentions = [], mentionNames = [] } = event.payload;
  return (
    <div className="flex flex-col gap-2 text-sm">
      <p className="break-words whitespace-pre-line text-ink">
        <ClampedText text={text} />
      </p>
      <SuspicionNotes of={text} />
      {mentions.length > 0 && (
        <p className="text-muted">
          Told of it:{' '}
          <VisibleText text={mentions.map((id, i) => mentionNames[i] ?? id).join(', ')} />
        </p>
      )}
    </div>
  );
}
