import { Plus } from 'lucide-react';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';

export interface Needed {
  name: string;
  /** How it came to be known. */
  says: string;
}

export interface NeededListProps {
  needed: Needed[];
  refusalFor: (name: string) => string | undefined;
  /** Left out, nobody here may declare any. */
  onDeclare: ((name: string) => void) | undefined;
}

/** Names that are in use and that nobody declared: every change of them needs people. */
export function NeededList({ needed, refusalFor, onDeclare }: NeededListProps) {
  return (
    <Panel
      flush
      tone="waiting"
      title="Needs declaring"
      aside={<span className="text-sm text-muted">{needed.length}</span>}
    >
      <ul
        aria-label="Services that nobody declared"
        className="max-h-72 divide-y divide-line overflow-y-auto"
      >
        {needed.map(({ name, says }) => (
          <li
            key={name}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2 text-sm"
          >
            <span className="min-w-0 flex-1 basis-48">
              <span className="font-medium break-words text-ink">
                <VisibleText text={name} />
              </span>
              <span className="block text-xs break-words text-muted">
                <VisibleText text={says} />
              </span>
            </span>
            {onDeclare && (
              <Button
                size="sm"
                icon={<Plus aria-hidden size={13} />}
                aria-haspopup="dialog"
                aria-label={`Declare ${name}`}
                disabledReason={refusalFor(name)}
                onClick={() => onDeclare(name)}
              >
                Declare
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
