'use client';

import { useState } from 'react';
import { ViewerFrame } from '@/components/evidence/viewer-frame';
import { Choice } from '@/components/ui/choice';
import { CopyButton } from '@/components/ui/copy-button';
import { ExactText } from './exact-text';
import { needsSplitting, quoteCommand } from './quote-argument';

type Look = 'line' | 'arguments';

const looks: { value: Look; label: string }[] = [
  { value: 'line', label: 'One line' },
  { value: 'arguments', label: 'By argument' },
];

/**
 * A command as it will be executed: no shell takes it apart, so its arguments are shown as they
 * are. As a line they are quoted where a shell would need it; where that is so anywhere, it opens
 * argument by argument.
 */
export function ArgvView({ argv, label }: { argv: readonly string[]; label: string }) {
  const [look, setLook] = useState<Look>(needsSplitting(argv) ? 'arguments' : 'line');
  const line = quoteCommand(argv);
  return (
    <ViewerFrame
      tools={
        <>
          <Choice<Look>
            label={`How to show: ${label}`}
            options={looks}
            value={look}
            onValueChange={setLook}
          />
          <span className="flex-1 px-1 text-xs text-muted">
            {argv.length} {argv.length === 1 ? 'argument' : 'arguments'}
          </span>
          <CopyButton text={line} label={`Copy ${label.toLowerCase()}`} />
        </>
      }
    >
      {look === 'line' ? (
        <p className="px-3 py-3 font-mono text-md [overflow-wrap:anywhere] whitespace-pre-wrap text-ink">
          <ExactText text={line} />
        </p>
      ) : (
        <ol
          aria-label={`${label}, argument by argument`}
          className="divide-y divide-line font-mono"
        >
          {argv.map((argument, index) => (
            <li key={index} className="flex gap-3 px-3 py-1.5 text-sm">
              <span aria-hidden className="w-5 shrink-0 text-right text-faint select-none">
                {index}
              </span>
              <span className="min-w-0 flex-1 [overflow-wrap:anywhere] whitespace-pre-wrap text-ink">
                <ExactText text={argument} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </ViewerFrame>
  );
}
