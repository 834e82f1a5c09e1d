'use client';

import { Rows2, Rows4 } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import {
  COMPACT_WHERE,
  type Density,
  readDensity,
  subscribeDensity,
  writeDensity,
} from '@/components/ui/density';
import { MenuChoice, MenuSeparator } from '@/components/ui/menu';

const options = [
  { value: 'comfortable' as const, label: 'Comfortable', icon: <Rows2 aria-hidden /> },
  { value: 'compact' as const, label: 'Compact', icon: <Rows4 aria-hidden /> },
];

const onServer = (): Density => 'comfortable';

/** For inside a Menu, which is mounted only in the browser; not offered where it would change nothing. */
export function DensityChoice() {
  const density = useSyncExternalStore(subscribeDensity, readDensity, onServer);
  if (!window.matchMedia(COMPACT_WHERE).matches) return null;
  return (
    <>
      <MenuChoice label="Rows" value={density} options={options} onValueChange={writeDensity} />
      <MenuSeparator />
    </>
  );
}
