import { clsx } from 'clsx';

/** Keys as they are pressed: `g i` in sequence, `Mod+K` together. */
export function KeyHint({ keys, className }: { keys: string; className?: string | undefined }) {
  return (
    <kbd className={clsx('inline-flex items-center gap-1 font-sans', className)}>
      {keys.split(' ').map((chord, index) => (
        <span
          key={`${chord}-${index}`}
          className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line-strong bg-sunken px-1 text-2xs font-medium text-muted"
        >
          {chord
            .split('+')
            .map((key) => names[key] ?? key)
            .join(' ')}
        </span>
      ))}
    </kbd>
  );
}

const names: Record<string, string> = {
  Mod: 'Ctrl/⌘',
  Enter: '↵',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
};
