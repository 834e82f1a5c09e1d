import { TriangleAlert } from 'lucide-react';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import type { Attention } from './attention';

const WHEN: Record<Attention['key'], string> = {
  owner: 'Suspended unless somebody takes it over: ',
  suspended: '',
  trim: '',
  expires: 'Ends ',
};

export function AttentionList({ items }: { items: Attention[] }) {
  if (items.length === 0) return null;
  return (
    <ul aria-label="Needs a person’s eye" className="flex flex-col gap-0.5">
      {items.map(({ key, text, at }) => (
        <li key={key} className="flex items-start gap-1.5 text-sm text-waiting">
          <TriangleAlert aria-hidden size={14} className="mt-0.5 shrink-0" />
          <span className="min-w-0 break-words">
            <VisibleText text={text} />{' '}
            {at && (
              <>
                {WHEN[key]}
                <RelativeTime at={at} />.
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
