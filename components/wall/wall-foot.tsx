'use client';

import { ChevronLeft, ChevronRight, LogOut, Moon, Pause, Play, Sun } from 'lucide-react';
import { Button } from '@/components/ui/button';

export interface WallFootProps {
  page: number;
  pages: number;
  isHeld: boolean;
  isAwake: boolean;
  isLight: boolean;
  onHold: () => void;
  onTurn: (by: number) => void;
  onLook: () => void;
  onLeave: () => void;
}

/** The few things that are pressed on a wall: none of them decides anything. */
export function WallFoot(props: WallFootProps) {
  const { page, pages, isHeld, isAwake, isLight, onHold, onTurn, onLook, onLeave } = props;
  return (
    <footer className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line px-[1em] py-[0.4em]">
      <div className="flex items-center gap-2">
        {pages > 1 && (
          <>
            <Button
              square
              aria-label="Page before"
              icon={<ChevronLeft aria-hidden size={16} />}
              onClick={() => onTurn(-1)}
            />
            <Button
              icon={isHeld ? <Play aria-hidden size={14} /> : <Pause aria-hidden size={14} />}
              onClick={onHold}
            >
              {isHeld ? 'Turn pages' : 'Hold this page'}
            </Button>
            <Button
              square
              aria-label="Next page"
              icon={<ChevronRight aria-hidden size={16} />}
              onClick={() => onTurn(1)}
            />
            <p className="pl-2 text-[0.8em] font-medium text-muted tabular-nums">
              Page {page + 1} of {pages}
              {isHeld ? ', held' : ''}
            </p>
          </>
        )}
      </div>
      <div className="flex items-center gap-2">
        {!isAwake && <p className="text-sm text-muted">This browser may let the screen go dark.</p>}
        <Button
          square
          variant="ghost"
          aria-label={isLight ? 'Dark' : 'Light'}
          icon={isLight ? <Moon aria-hidden size={16} /> : <Sun aria-hidden size={16} />}
          onClick={onLook}
        />
        <Button icon={<LogOut aria-hidden size={14} />} onClick={onLeave}>
          Leave (Esc)
        </Button>
      </div>
    </footer>
  );
}
