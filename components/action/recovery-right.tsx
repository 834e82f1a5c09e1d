'use client';

import { createContext, type ReactNode, use } from 'react';

const Refusal = createContext<string | null>(null);

/** Says, for all below, why this person may not report recovery; null where they may. */
export function RecoveryRight({
  refusal,
  children,
}: {
  refusal: string | null;
  children: ReactNode;
}) {
  return <Refusal value={refusal}>{children}</Refusal>;
}

export const useRecoveryRefusal = (): string | undefined => use(Refusal) ?? undefined;
