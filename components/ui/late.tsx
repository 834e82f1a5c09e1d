'use client';

import { useEffect, useRef, useState, type ComponentType, type ReactNode } from 'react';
import { Button } from './button';
import { Notice } from './notice';
import { useToast } from './toast';

/** How whoever opened it closes it, in either of the two ways that dialogs have. */
interface Closable {
  onClose?: () => void;
  onOpenChange?: (open: boolean) => void;
}

/**
 * A part whose script comes when it is first shown, in the browser only. Without a connection it
 * may not come: what was opened by a press then closes again and says why, and what stands in the
 * page offers to try again; the page around it stays, with all that was typed.
 */
export function late<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  loading?: () => ReactNode,
): ComponentType<Props & Closable> {
  let loaded: ComponentType<Props> | undefined;
  return function Late(props: Props & Closable) {
    const [Part, setPart] = useState(() => loaded);
    const [attempt, setAttempt] = useState(1);
    const [hasFailed, setFailed] = useState(false);
    const toast = useToast();
    const { onClose, onOpenChange } = props;
    const close = onClose ?? (onOpenChange && (() => onOpenChange(false)));
    const fail = useRef(() => {});
    useEffect(() => {
      fail.current = () => {
        if (!close) return setFailed(true);
        toast({ tone: 'bad', title: 'This could not be opened', detail: UNLOADED });
        close();
      };
    });
    useEffect(() => {
      if (loaded) return;
      let isLeft = false;
      const fetchPart = async () => {
        const { default: part } = await load();
        loaded = part;
        // A component is a function, which a setter would call.
        if (!isLeft) setPart(() => part);
      };
      fetchPart().catch(() => !isLeft && fail.current());
      return () => {
        isLeft = true;
      };
    }, [attempt]);
    if (Part) return <Part {...props} />;
    if (!hasFailed) return loading?.();
    return (
      <Notice
        tone="bad"
        announced="status"
        title="This could not be loaded"
        action={
          <Button
            size="sm"
            onClick={() => {
              setFailed(false);
              setAttempt(attempt + 1);
            }}
          >
            Try again
          </Button>
        }
      >
        {UNLOADED}
      </Notice>
    );
  };
}

const UNLOADED =
  'A part of this page did not come from the server. Nothing was sent. Try again once the connection is back.';
