'use client';

import { useState } from 'react';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { ScrollArea } from '@/components/ui/scroll-area';

/** Beyond this many characters, or two lines, the rest is asked for. */
const SHORT = 200;

/** What was said of the incident as it was opened: two lines at first, all of it on demand. */
export default function IncidentSummary({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false);
  const isShort = text.length <= SHORT && text.split('\n').length <= 2;
  const look = 'max-w-[110ch] text-sm break-words whitespace-pre-line text-muted';
  return (
    <div className="flex flex-col items-start gap-1">
      {isWhole ? (
        <ScrollArea label="Summary of the incident" className="max-h-48 w-full">
          <p className={look}>
            <VisibleText text={text} />
          </p>
        </ScrollArea>
      ) : (
        <p className={isShort ? look : `line-clamp-2 ${look}`}>
          <VisibleText text={text} />
        </p>
      )}
      {!isShort && (
        <Button size="sm" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show less of the summary' : 'Show the whole summary'}
        </Button>
      )}
    </div>
  );
}
