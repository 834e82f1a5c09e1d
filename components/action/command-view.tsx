'use client';

import type { ReactNode } from 'react';
import { DiffView } from '@/components/evidence/diff-view';
import { parseUnified } from '@/components/evidence/parse-unified';
import { ViewerFrame } from '@/components/evidence/viewer-frame';
import { VisibleText } from '@/components/text/visible-text';
import { CopyButton } from '@/components/ui/copy-button';
import type { ActionCommand } from '@/lib/actions/schema';
import { ArgvView } from './argv-view';
import { ExactText } from './exact-text';

export interface CommandViewProps {
  command: ActionCommand;
  /** "Command", "Rollback command": names what is copied and scrolled. */
  label: string;
}

/** What will be executed, whole: every character is drawn, nothing is cut, long lines wrap. */
export function CommandView({ command, label }: CommandViewProps) {
  if ('argv' in command) return <ArgvView argv={command.argv} label={label} />;
  if ('patch' in command) {
    const { format, text } = command.patch;
    if (parseUnified(text)) return <DiffView unified={text} label={label} whole />;
    return (
      <WholeText text={text} label={label}>
        Patch, <VisibleText text={format} />
      </WholeText>
    );
  }
  const { method, url, body } = command.request;
  const sent = body === undefined ? '' : `\n\n${JSON.stringify(body, null, 2)}`;
  return (
    <WholeText text={`${method} ${url}${sent}`} label={label}>
      HTTP request
    </WholeText>
  );
}

interface WholeTextProps {
  text: string;
  label: string;
  /** It is read and not executed, so its blanks need no marks. */
  isProse?: boolean | undefined;
  children: ReactNode;
}

/** Machine text at full length; blanks are marked unless it is prose. */
export function WholeText({ text, label, isProse = false, children }: WholeTextProps) {
  return (
    <ViewerFrame
      tools={
        <>
          <span className="flex-1 px-1 text-xs text-muted">{children}</span>
          <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />
        </>
      }
    >
      <p className="px-3 py-2.5 font-mono text-sm [overflow-wrap:anywhere] whitespace-pre-wrap">
        {isProse ? <VisibleText text={text} /> : <ExactText text={text} />}
      </p>
    </ViewerFrame>
  );
}
