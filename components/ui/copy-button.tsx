'use client';

import { Check, Copy, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAnnounce } from './announcer';
import { Button } from './button';

export interface CopyButtonProps {
  /** Exactly what lands on the clipboard; a function where it is long and seldom asked for. */
  text: string | (() => string);
  /** What is copied: "Copy command". */
  label: string;
  /** With the words beside the icon. */
  worded?: boolean | undefined;
}

type Outcome = 'idle' | 'copied' | 'refused';

export function CopyButton({ text, label, worded = false }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<Outcome>('idle');
  const announce = useAnnounce();
  useEffect(() => {
    if (outcome === 'idle') return;
    const timer = setTimeout(() => setOutcome('idle'), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : text());
      setOutcome('copied');
      announce('Copied');
    } catch {
      // Clipboards are refused off TLS and without focus: say so, the text can still be selected.
      setOutcome('refused');
      announce('The browser refused the clipboard; select the text instead');
    }
  };
  const Icon = { idle: Copy, copied: Check, refused: TriangleAlert }[outcome];
  const words = { idle: label, copied: 'Copied', refused: 'Clipboard refused' }[outcome];
  return (
    <Button
      variant="ghost"
      size="sm"
      square={!worded}
      icon={<Icon aria-hidden size={13} />}
      onClick={copy}
      {...(worded ? {} : { 'aria-label': words })}
    >
      {worded && words}
    </Button>
  );
}
