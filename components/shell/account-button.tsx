import type { ComponentProps } from 'react';
import { useAlive } from '@/components/ui/use-alive';

export interface AccountButtonProps extends ComponentProps<'button'> {
  name: string;
}

export function AccountButton({ name, ...rest }: AccountButtonProps) {
  const isAlive = useAlive();
  const initials = name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();
  return (
    <button
      {...rest}
      type="button"
      disabled={!isAlive}
      className="group flex size-8 items-center justify-center rounded-full pointer-coarse:size-11"
    >
      <span className="flex size-8 items-center justify-center rounded-full border border-line-strong bg-sunken text-2xs font-semibold text-ink group-hover:bg-hover">
        {initials || '?'}
      </span>
      <span className="sr-only">: your account, {name}</span>
    </button>
  );
}
