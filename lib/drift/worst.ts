import type { DriftComponent } from '@/lib/drift/schema';

/** The component that is worst, of those that are known. */
export const worstOf = (components: readonly DriftComponent[]): DriftComponent | undefined =>
  components
    .filter(({ value }) => value !== null)
    .toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))[0];
