import { clsx } from 'clsx';

/** `primary` is ink, since colour is for state; `approve` and `danger` are acts with a consequence. */
export type ButtonVariant =
  | 'primary'
  | 'secondary'
  | 'ghost'
  | 'approve'
  | 'danger'
  | 'danger-quiet';

/** Heights: sm 28, md 32, lg 40, xl 48 px; never under 44 on touch. */
export type ButtonSize = 'sm' | 'md' | 'lg' | 'xl';

const base =
  'relative inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium ' +
  'whitespace-nowrap select-none transition-colors duration-100 pointer-coarse:min-h-11 ' +
  'aria-disabled:cursor-not-allowed aria-disabled:border-line aria-disabled:bg-sunken ' +
  'aria-disabled:text-faint aria-disabled:shadow-none [&_svg]:shrink-0';

const variants: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-inverse text-on-inverse hover:bg-inverse/85 shadow-low',
  secondary: 'border-line-strong bg-surface text-ink hover:bg-hover shadow-low dark:bg-raised',
  ghost: 'border-transparent bg-transparent text-muted hover:bg-hover hover:text-ink',
  approve: 'border-transparent bg-good-solid text-on-solid hover:brightness-110 shadow-low',
  danger: 'border-transparent bg-bad-solid text-on-solid hover:brightness-110 shadow-low',
  'danger-quiet': 'border-bad-line bg-surface text-bad hover:bg-bad-tint shadow-low dark:bg-raised',
};

const sizes: Record<ButtonSize, string> = {
  sm: 'h-7 px-2.5 text-xs',
  md: 'h-8 px-3 text-sm',
  lg: 'h-10 px-4 text-base',
  xl: 'h-12 px-5 text-md',
};

const squares: Record<ButtonSize, string> = {
  sm: 'size-7 pointer-coarse:min-w-11',
  md: 'size-8 pointer-coarse:min-w-11',
  lg: 'size-10 pointer-coarse:min-w-11',
  xl: 'size-12',
};

export interface ButtonStyle {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  /** Square, for a lone icon. */
  square?: boolean | undefined;
  /** As wide as its container. */
  block?: boolean | undefined;
  className?: string | undefined;
}

/** The look of a button, for links and other elements that are not our Button. */
export function buttonStyle(style: ButtonStyle = {}): string {
  const size = style.size ?? 'md';
  return clsx(
    base,
    variants[style.variant ?? 'secondary'],
    style.square ? squares[size] : sizes[size],
    style.block && 'w-full',
    style.className,
  );
}
