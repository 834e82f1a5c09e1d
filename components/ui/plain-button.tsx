'use client';

import type { ComponentProps } from 'react';
import { useAlive } from './use-alive';

/** A button without a look of its own, as rows and marks have it; it takes no press that would be lost. */
export function PlainButton({ disabled, ...rest }: Omit<ComponentProps<'button'>, 'type'>) {
  const isAlive = useAlive();
  return <button {...rest} type="button" disabled={disabled === true || !isAlive} />;
}
