'use client';

import { Printer } from 'lucide-react';
import { Button } from '@/components/ui/button';

/** Opens the browser's own printing, which can save as PDF. */
export function PrintButton() {
  return (
    <Button
      variant="primary"
      icon={<Printer aria-hidden size={14} />}
      onClick={() => window.print()}
    >
      Print or save as PDF
    </Button>
  );
}
